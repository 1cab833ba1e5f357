"""Translate the English source texts through the gettext catalogues in resources/locale.

The language in force is held in a context variable, so that an export may be written in
another language than the window's, and a background job inherits its caller's.
"""

from __future__ import annotations

import gettext as gettext_module
import locale
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from deskapp.paths import resource

DOMAIN = "deskapp"
LANGUAGES = {"zh_CN": "简体中文", "en": "English"}
FALLBACK = "en"

_language: ContextVar[str] = ContextVar("language", default=FALLBACK)


@lru_cache
def _catalogue(code: str) -> gettext_module.NullTranslations:
    folder = str(resource("locale"))
    return gettext_module.translation(DOMAIN, folder, languages=[code], fallback=True)


def _(text: str) -> str:
    """Return the text in the language in force; an empty text stays empty."""
    return _catalogue(_language.get()).gettext(text) if text else ""


def ngettext(singular: str, plural: str, number: int) -> str:
    """Return the form of the text that fits the number, in the language in force."""
    return _catalogue(_language.get()).ngettext(singular, plural, number)


def N_(text: str) -> str:  # noqa: N802 - the name every gettext tool looks for
    """Mark a text for the catalogue where it is declared; `_` translates it when shown."""
    return text


def current_language() -> str:
    """Return the code of the language in force, a key of LANGUAGES."""
    return _language.get()


def use_language(code: str) -> None:
    """Put a language in force for this context; an unknown code means English."""
    _language.set(code if code in LANGUAGES else FALLBACK)


@contextmanager
def language(code: str) -> Iterator[None]:
    """Put a language in force for the length of a with block."""
    token = _language.set(code if code in LANGUAGES else FALLBACK)
    try:
        yield
    finally:
        _language.reset(token)


def system_language() -> str:
    """Return zh_CN where the system speaks Chinese, else en."""
    names = [os.environ.get(key, "") for key in ("LC_ALL", "LC_MESSAGES", "LANG")]
    spoken = next((name for name in names if name), "") or (locale.getlocale()[0] or "")
    return "zh_CN" if spoken.lower().startswith(("zh", "chinese")) else FALLBACK
