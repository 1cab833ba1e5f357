"""Parse a call in the user's language: what is missing or unknown is said in words."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, NoReturn

from deskapp.errors import CallError
from deskapp.i18n import _

Run = Callable[[argparse.Namespace], int]

_WITHOUT_VALUE = re.compile(r"argument (?P<name>--[\w-]+): expected")


@dataclass(frozen=True, slots=True)
class Argument:
    """A word or an option of a command; `needed` ones are asked for in words."""

    name: str
    help: str
    needed: bool = False
    switch: bool = False
    choices: Sequence[str] = ()

    @property
    def attribute(self) -> str:
        """Return the name under which the parsed call holds it."""
        return self.name.lstrip("-").replace("-", "_").lower()


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its module, how it is called, what it does, an example."""

    module: str
    usage: str
    about: str
    example: str
    arguments: tuple[Argument, ...]

    def load(self) -> Run:
        """Return the function that carries out a parsed call."""
        run: Run = import_module(f"deskapp.command_line.{self.module}").run
        return run


class Parser(argparse.ArgumentParser):
    """A parser of one command.

    argparse itself is told that nothing is needed and everything allowed, because it says
    what is missing or unknown in English only.
    """

    def __init__(self, command: Command) -> None:
        example = "\n".join(f"  {line}" for line in command.example.splitlines())
        super().__init__(
            prog="deskapp",
            usage=command.usage,
            description=_(command.about),
            epilog=_("Example:") + "\n" + example,
            formatter_class=_Formatter,
            add_help=False,
            allow_abbrev=False,
        )
        self.wanted = command.arguments
        self.group = self.add_argument_group(_("Arguments"))
        for argument in command.arguments:
            self._add(argument)
        self.group.add_argument("-h", "--help", action="help", help=_("show this help"))

    def _add(self, argument: Argument) -> None:
        if argument.switch:
            self.group.add_argument(argument.name, action="store_true", help=_(argument.help))
        elif argument.name.startswith("--"):
            metavar = "|".join(argument.choices) or argument.attribute.upper()
            self.group.add_argument(argument.name, metavar=metavar, help=_(argument.help))
        else:
            self.group.add_argument(
                argument.attribute, metavar=argument.name, nargs="?", help=_(argument.help)
            )

    def understood(self, words: Sequence[str]) -> argparse.Namespace:
        """Return the parsed call; raise CallError for what is missing or unknown in it."""
        call, unknown = self.parse_known_intermixed_args(words)
        if unknown:
            raise self._refusal(_("“{word}” is not understood here.").format(word=unknown[0]))
        for argument in self.wanted:
            value = getattr(call, argument.attribute)
            if argument.needed and not value:
                raise self._refusal(_("{name} is missing.").format(name=argument.name))
            if argument.choices and value and value not in argument.choices:
                known = _("“{word}” is unknown; known are: {choices}.")
                raise self._refusal(known.format(word=value, choices=", ".join(argument.choices)))
        return call

    def error(self, message: str) -> NoReturn:
        """Raise what argparse found wrong as a CallError."""
        if found := _WITHOUT_VALUE.match(message):
            raise self._refusal(_("{name} needs a value.").format(name=found["name"]))
        raise self._refusal(_("The call is not understood ({detail}).").format(detail=message))

    def _refusal(self, what: str) -> CallError:
        return CallError(what, _("Call it like this: {usage}").format(usage=self.usage))


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def add_usage(
        self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, prefix or _("Usage: "))
