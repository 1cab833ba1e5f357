"""The command line: no command opens the window, every other one works without Qt.

Exit status 0 means done, 1 that the input has problems or a ledger or target cannot be used,
2 that the call is wrong. Parts of the program are imported by the command that needs them, so
that --help answers at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from deskapp.command_line.calls import understood
from deskapp.command_line.output import prepare_streams, tell_failure, tell_unexpected
from deskapp.errors import CallError, LedgerError
from deskapp.i18n import system_language, use_language

__all__ = ["main"]

DONE, HAS_PROBLEMS, WRONG_CALL = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out the call and return its exit status; expected failures are told in words."""
    prepare_streams()
    use_language(system_language())
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return _run(words)
    except CallError as error:
        tell_failure(error)
        return WRONG_CALL
    except LedgerError as error:
        tell_failure(error)
    except BrokenPipeError:
        # Whoever read the output has seen enough; what is left must not be flushed into the pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        print(file=sys.stderr)
    except Exception as error:  # noqa: BLE001 - the last resort: words here, details in the log
        tell_unexpected(error)
    return HAS_PROBLEMS


def _run(words: list[str]) -> int:
    try:
        command, call = understood(words)
    except SystemExit:  # argparse has shown the help or the version
        return DONE
    return command.load()(call)
