"""Write a paper as a Word document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from zipfile import BadZipFile

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Emu
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from deskapp.errors import CannotWrite
from deskapp.i18n import _
from deskapp.target_file import replacing
from deskapp.word.looks import set_up_page, set_up_styles, text_width
from deskapp.word.paper import Block, PageBreak, Paper, PaperTable, Paragraph
from deskapp.word.plain_text import clean_lines, is_chinese

_LONGEST_TITLE = 255  # of the file's properties
StyleIds = Mapping[str, str]
"""The id of the style of each look."""
_BESIDE_NUMBER = "\N{EM DASH}"


def write_paper(path: Path, paper: Paper) -> None:
    """Write the paper to a .docx file, replacing it only by a whole one.

    Raises CannotWrite when the target cannot be written.
    """
    document = _document(paper)
    expected = _blocks_in(document)
    with replacing(path, lambda made: _check(made, expected)) as made:
        document.save(str(made))


def _document(paper: Paper) -> Document:
    template, style_ids = _styled_template()
    document = docx.Document(BytesIO(template))
    [section] = document.sections
    set_up_page(section, landscape=paper.landscape)
    _number_pages(document, section, style_ids)
    section.different_first_page_header_footer = paper.has_cover
    _describe(document, paper.title)
    for before, block in pairwise([None, *paper.blocks]):
        if isinstance(block, Paragraph) and block.style == "signature" and document.paragraphs:
            # Who signs stands under the text, and never alone on a page.
            document.paragraphs[-1].paragraph_format.keep_with_next = True
        on_new_page = isinstance(before, PageBreak)
        _add(document, block, style_ids, text_width(section), on_new_page=on_new_page)
    return document


@cache
def _styled_template() -> tuple[bytes, StyleIds]:
    """Return an empty document in the type of an official paper, and the ids of its styles.

    A box holds some hundred papers: their styles are set up once.
    """
    document, content = docx.Document(), BytesIO()
    style_ids = set_up_styles(document)
    document.save(content)
    return content.getvalue(), style_ids


def _describe(document: Document, title: str) -> None:
    about = document.core_properties
    about.title = " ".join(clean_lines(title))[:_LONGEST_TITLE]
    about.author = about.last_modified_by = "deskapp"
    about.comments = ""
    about.created = about.modified = datetime.now().astimezone()


def _styled(paragraph: WordParagraph, style_id: str) -> WordParagraph:
    """Give a paragraph a style by its id: looking styles up by name took most of the time."""
    paragraph._p.style = style_id  # noqa: SLF001 - there is no other way
    return paragraph


def _add(
    document: Document,
    block: Block | None,
    style_ids: StyleIds,
    width: int,
    *,
    on_new_page: bool,
) -> None:
    if isinstance(block, PageBreak):
        return  # what follows begins the page, so that no empty line stands above it
    added = _add_paragraphs(document, block, style_ids) if isinstance(block, Paragraph) else None
    if on_new_page:
        added = added or _styled(document.add_paragraph(), style_ids["body"])
        added.paragraph_format.page_break_before = True
    if isinstance(block, PaperTable):
        _add_table(document, block, style_ids, width)


def _add_paragraphs(document: Document, block: Paragraph, style_ids: StyleIds) -> WordParagraph:
    """Add a paragraph for each line of running text, one for all else; return the first."""
    lines = clean_lines(block.text)
    texts = [[line] for line in lines] if block.style == "body" else [lines]
    style_id = style_ids[block.style]
    added = [_styled(document.add_paragraph(), style_id) for _text in texts]
    for paragraph, text in zip(added, texts, strict=True):
        _write(paragraph, text)
    return added[0]


def _write(paragraph: WordParagraph, lines: Sequence[str]) -> None:
    run = paragraph.add_run("\n".join(lines))
    if is_chinese(run.text):
        _read_as_chinese(run)


def _read_as_chinese(run: Run) -> None:
    """Give quotation marks and dashes the Chinese face, which Word else takes for Latin ones."""
    fonts = run._r.get_or_add_rPr().get_or_add_rFonts()  # noqa: SLF001 - there is no other way
    fonts.set(qn("w:hint"), "eastAsia")


# --- tables


def _add_table(document: Document, block: PaperTable, style_ids: StyleIds, width: int) -> None:
    table = document.add_table(rows=0, cols=len(block.heads), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    shares = [round(width * part / sum(block.widths)) for part in block.widths]
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Emu(share)
    _mark(_add_row(table, block.heads, shares, style_ids["table_head"]), "w:tblHeader")
    for cells in block.rows:
        _add_row(table, cells, shares, style_ids["table_text"])


def _add_row(table: Table, cells: Sequence[str], shares: Sequence[int], style_id: str) -> _Row:
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    _mark(row, "w:cantSplit")
    for cell, text, share in zip(row.cells, cells, shares, strict=True):
        cell.width = Emu(share)
        _fill(cell, text, style_id)
    return row


def _fill(cell: _Cell, text: str, style_id: str) -> None:
    first, *others = clean_lines(text)
    [paragraph] = cell.paragraphs
    _write(_styled(paragraph, style_id), [first])
    for line in others:
        _write(_styled(cell.add_paragraph(), style_id), [line])


def _mark(row: _Row, tag: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(tag))  # noqa: SLF001 - there is no other way


# --- the page number


def _number_pages(document: Document, section: Section, style_ids: StyleIds) -> None:
    """Put the number at the outer side of each page, as the standard has it."""
    document.settings.odd_and_even_pages_header_footer = True
    for footer, look in ((section.footer, "page_right"), (section.even_page_footer, "page_left")):
        footer.is_linked_to_previous = False
        paragraph = _styled(footer.paragraphs[0], style_ids[look])
        _read_as_chinese(paragraph.add_run(f"{_BESIDE_NUMBER} "))
        _add_page_field(paragraph)
        _read_as_chinese(paragraph.add_run(f" {_BESIDE_NUMBER}"))


def _add_page_field(paragraph: WordParagraph) -> None:
    for part in ("begin", "PAGE", "separate", "1", "end"):
        run = paragraph.add_run()
        if part == "PAGE":
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = part
            run._r.append(code)  # noqa: SLF001 - there is no other way
        elif part == "1":
            run.text = part
        else:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), part)
            run._r.append(mark)  # noqa: SLF001 - there is no other way


# --- reading back


def _blocks_in(document: Document) -> tuple[int, int]:
    return len(document.paragraphs), len(document.tables)


def _check(made: Path, expected: tuple[int, int]) -> None:
    """Raise CannotWrite unless the new document reads back with all its blocks."""
    try:
        found = _blocks_in(docx.Document(str(made)))
    except (BadZipFile, KeyError, ValueError):
        found = (0, 0)
    if found != expected:
        raise CannotWrite(
            _("The new document did not read back whole from {folder}.").format(folder=made.parent),
            _("Save it on another disk and have this one looked at."),
        )
