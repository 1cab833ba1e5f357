"""Start the program with `python -m deskapp`."""

from deskapp.command_line import main

raise SystemExit(main())
