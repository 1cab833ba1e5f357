"""Papers as Word documents: read back with python-docx, and rendered by LibreOffice."""

from __future__ import annotations

import subprocess
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Emu, Pt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deskapp.errors import CannotWrite
from deskapp.i18n import language
from deskapp.word.looks import LOOKS
from deskapp.word.paper import PageBreak, Paper, PaperTable, Paragraph
from deskapp.word.writer import write_paper

PAPER = Paper(
    "特色做法汇编",
    [
        Paragraph("特色做法汇编", "title"),
        Paragraph("示例市科学技术协会", "subtitle"),
        Paragraph("一、背景", "heading"),
        Paragraph("（一）学习“条例”", "subheading"),
        Paragraph("第一段。\n第二段。"),
        PaperTable(["序号", "做法名称"], [["1", "流动科普课堂"], ["2", "甲\n乙"]], [6, 40]),
        PageBreak(),
        Paragraph("办公室", "signature"),
    ],
)


@pytest.fixture
def written(tmp_path: Path):
    path = tmp_path / "paper.docx"
    write_paper(path, PAPER)
    return docx.Document(str(path))


def _east_asian(style) -> str:
    return style.element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}").get(qn("w:eastAsia"))


def _in_mm(*lengths: int) -> tuple[int, ...]:
    return tuple(round(Emu(length).mm) for length in lengths)


def test_the_page_has_the_margins_and_the_text_area_of_the_standard(written):
    [section] = written.sections
    assert _in_mm(section.page_width, section.page_height) == (210, 297)
    assert _in_mm(section.top_margin, section.left_margin) == (37, 28)
    width = section.page_width - section.left_margin - section.right_margin
    height = section.page_height - section.top_margin - section.bottom_margin
    assert _in_mm(width, height) == (156, 225)


def test_a_wide_paper_lies_on_its_side(tmp_path: Path):
    path = tmp_path / "wide.docx"
    write_paper(path, Paper("分工表", [Paragraph("分工表", "title")], landscape=True))
    [section] = docx.Document(str(path)).sections
    assert _in_mm(section.page_width, section.page_height) == (297, 210)


def test_every_style_names_its_chinese_face_and_the_language(written):
    faces = {name: _east_asian(written.styles[look.word_style]) for name, look in LOOKS.items()}
    assert faces["body"] == "仿宋"
    assert faces["heading"] == "黑体"
    assert faces["subheading"] == "楷体"
    for look in LOOKS.values():
        lang = written.styles[look.word_style].element.find(f"{qn('w:rPr')}/{qn('w:lang')}")
        assert lang.get(qn("w:eastAsia")) == "zh-CN"


def test_the_body_is_set_in_size_three_on_its_line_pitch_with_two_characters_in_front(written):
    style = written.styles[LOOKS["body"].word_style]
    assert style.font.size == Pt(16)
    assert Pt(28) <= style.paragraph_format.line_spacing <= Pt(29)
    indent = style.element.find(f"{qn('w:pPr')}/{qn('w:ind')}")
    assert indent.get(qn("w:firstLineChars")) == "200"
    assert written.styles[LOOKS["title"].word_style].font.size == Pt(22)


def test_running_text_is_a_paragraph_a_line_and_marks_are_chinese_ones(written):
    texts = [paragraph.text for paragraph in written.paragraphs]
    assert "第一段。" in texts
    assert "第二段。" in texts
    marked = next(p for p in written.paragraphs if "条例" in p.text)
    assert marked.runs[0].element.rPr.rFonts.get(qn("w:hint")) == "eastAsia"


def test_a_table_repeats_its_head_and_keeps_its_rows_whole(written):
    [table] = written.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["序号", "做法名称"], ["1", "流动科普课堂"], ["2", "甲\n乙"],
    ]  # fmt: skip
    head, *rows = table.rows
    assert head._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows)
    assert table.style.name == "Table Grid"


def test_pages_are_numbered_by_a_field_at_their_outer_side(written):
    [section] = written.sections
    assert written.settings.odd_and_even_pages_header_footer
    for footer in (section.footer, section.even_page_footer):
        [paragraph] = footer.paragraphs
        assert [code.text for code in paragraph._p.iter(qn("w:instrText"))] == ["PAGE"]
        assert paragraph.text == "— 1 —"


def test_a_cover_has_no_number_and_a_signature_is_never_alone_on_a_page(tmp_path: Path):
    cover = Paper("汇编", [*PAPER.blocks[:5], Paragraph("办公室", "signature")], has_cover=True)
    write_paper(tmp_path / "cover.docx", cover)
    made = docx.Document(str(tmp_path / "cover.docx"))
    assert made.sections[0].different_first_page_header_footer
    assert made.sections[0].first_page_footer.paragraphs[0].text == ""
    *_before, above, signature = made.paragraphs
    assert (above.text, signature.text) == ("第二段。", "办公室")
    assert above.paragraph_format.keep_with_next


def test_the_properties_name_the_paper(written):
    assert written.core_properties.title == "特色做法汇编"
    assert written.core_properties.comments == ""


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(st.characters(codec=None), max_size=80))
def test_no_text_breaks_a_document(tmp_path: Path, text: str):
    path = tmp_path / "any.docx"
    blocks = [Paragraph(text, "title"), Paragraph(text), PaperTable([text], [[text]], [10])]
    write_paper(path, Paper(text, blocks))
    assert docx.Document(str(path)).tables


def test_control_characters_go_and_a_very_long_text_stays(tmp_path: Path):
    path = tmp_path / "long.docx"
    write_paper(
        path, Paper("长" * 300, [Paragraph("甲\x00\x0b乙\ud800"), Paragraph("长" * 90_000)])
    )
    document = docx.Document(str(path))
    assert [p.text for p in document.paragraphs] == ["甲乙\ufffd", "长" * 90_000]
    assert document.core_properties.title == "长" * 255


def test_a_folder_that_is_not_there_is_told_and_nothing_is_left(tmp_path: Path):
    with language("en"), pytest.raises(CannotWrite, match="does not exist"):
        write_paper(tmp_path / "nowhere" / "paper.docx", PAPER)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.libreoffice
@pytest.mark.slow
def test_libreoffice_lays_the_paper_out_on_two_pages(tmp_path: Path, soffice: str):
    path = tmp_path / "paper.docx"
    write_paper(path, PAPER)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    call = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    done = subprocess.run([*call, str(path)], capture_output=True, timeout=300, check=False)
    if b"could not be loaded" in done.stderr:
        pytest.skip("LibreOffice is here without its word processor")
    assert (tmp_path / "paper.pdf").read_bytes().count(b"/Type/Page/") == 2
