"""The Chinese catalogue is complete, current and compiled."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from deskapp.i18n import N_, _, language, ngettext, system_language
from deskapp.paths import resource

PACKAGE = Path(__file__).parent.parent / "deskapp"
FOLDER = resource("locale", "zh_CN", "LC_MESSAGES")
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
# A name in double braces is a mark of an office's form, which has a Chinese name as well.
PLACEHOLDER = re.compile(r"(?<!{){[^{}]*}(?!})")


def forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with (FOLDER / "deskapp.po").open("rb") as stream:
        return read_po(stream, locale="zh_CN")


def test_every_text_of_the_program_is_translated(catalogue: Catalog) -> None:
    sources = extract_from_dir(PACKAGE, [("**.py", "python")], keywords=KEYWORDS)
    missing = {
        f"{file}: {message}"
        for file, _line, message, _comments, _context in sources
        if (found := catalogue.get(message)) is None or not all(forms(found.string))
    }
    assert not missing


def test_no_text_hides_where_the_extraction_does_not_look(catalogue: Catalog) -> None:
    # Babel reads tokens, and before Python 3.12 an f-string is a single one.
    calls = (
        node
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("_", "N_")
    )
    texts = {call.args[0].value for call in calls if isinstance(call.args[0], ast.Constant)}
    assert {text for text in texts if text and catalogue.get(text) is None} == set()


def test_a_translation_keeps_the_placeholders_of_its_source(catalogue: Catalog) -> None:
    wrong = [
        message.id
        for message in catalogue
        if message.id
        for translated in forms(message.string)
        if set(PLACEHOLDER.findall(translated)) != set(PLACEHOLDER.findall(forms(message.id)[-1]))
    ]
    assert not wrong


def test_the_compiled_catalogue_is_the_written_one(catalogue: Catalog) -> None:
    with (FOLDER / "deskapp.mo").open("rb") as stream:
        compiled = read_mo(stream)
    assert {forms(m.id): forms(m.string) for m in compiled if m.id} == {
        forms(m.id): forms(m.string) for m in catalogue if m.id
    }


def test_chinese_is_written_with_chinese_punctuation(catalogue: Catalog) -> None:
    # ;; parts the kinds of files in a dialog and is no punctuation.
    half_width = re.compile(r"[\u4e00-\u9fff][,;:?!]|(?<!;)[,;?!][\u4e00-\u9fff]")
    assert not [m.string for m in catalogue if m.id and half_width.search(forms(m.string)[0])]


def test_a_language_holds_inside_its_block_only() -> None:
    with language("zh_CN"):
        assert _("Meeting") == "会议"
        with language("en"):
            assert _("Meeting") == "Meeting"
        assert _("Meeting") == "会议"


def test_an_unknown_language_means_english() -> None:
    with language("tlh"):
        assert _("Meeting") == "Meeting"


def test_a_marked_text_stays_as_it_is_until_it_is_shown() -> None:
    with language("zh_CN"):
        assert N_("Meeting") == "Meeting"


def test_an_empty_text_is_not_the_head_of_the_catalogue() -> None:
    with language("zh_CN"):
        assert _("") == ""


def test_english_has_a_plural_and_chinese_has_none() -> None:
    one, many = "The year {year} lacks {n} thing:", "The year {year} lacks {n} things:"
    with language("en"):
        assert ngettext(one, many, 1) == one
        assert ngettext(one, many, 2) == many
    with language("zh_CN"):
        assert ngettext(one, many, 1) == ngettext(one, many, 2) != one


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"LC_ALL": "zh_CN.UTF-8"}, "zh_CN"),
        ({"LANG": "zh_TW.UTF-8"}, "zh_CN"),
        ({"LC_ALL": "C.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
    ],
)
def test_the_language_follows_the_system(
    variables: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert system_language() == expected
