"""The page and the type of an official paper, after GB/T 9704-2012.

The title is set in 宋体 bold: the small-title face of the standard is on few computers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Length, Mm, Pt
from docx.styles.style import ParagraphStyle

LATIN = "Times New Roman"
LANGUAGE = "zh-CN"

_CENTRE = WD_ALIGN_PARAGRAPH.CENTER
_LONG, _SHORT = Mm(297), Mm(210)
# Of an upright page: above, below, at the binding, at the other side. That leaves 156 x 225 mm.
_TOP, _BOTTOM, _LEFT, _RIGHT = Mm(37), Mm(35), Mm(28), Mm(26)
# 22 lines on a page of 225 mm.
_LINE = 28.9


@dataclass(frozen=True, slots=True)
class Look:
    """How paragraphs of one style are set; lengths in points, `indent` in characters."""

    word_style: str
    east_asian: str
    points: float = 16
    line: float = _LINE
    bold: bool = False
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.JUSTIFY
    indent: int = 0
    right_indent: int = 0
    before: float = 0
    after: float = 0
    outline: int | None = None


# Word's own styles where it has one, so that its outline shows the headings.
LOOKS: Mapping[str, Look] = {
    "title": Look("Title", "宋体", 22, 36, bold=True, align=_CENTRE, after=14, outline=0),
    "subtitle": Look("Subtitle", "楷体", align=_CENTRE, after=14),
    "heading": Look("Heading 2", "黑体", indent=2, outline=1),
    "subheading": Look("Heading 3", "楷体", indent=2, outline=2),
    "body": Look("Body Text", "仿宋", indent=2),
    "signature": Look(
        "Signature Line", "仿宋", align=WD_ALIGN_PARAGRAPH.RIGHT, right_indent=2, before=28
    ),
    "table_head": Look("Table Head", "黑体", 12, 20, align=_CENTRE),
    "table_text": Look("Table Text", "仿宋", 12, 20, align=WD_ALIGN_PARAGRAPH.LEFT),
    "page_right": Look("Footer", "宋体", 14, 20, align=WD_ALIGN_PARAGRAPH.RIGHT, right_indent=1),
    "page_left": Look("Footer Even", "宋体", 14, 20, align=WD_ALIGN_PARAGRAPH.LEFT, indent=1),
}


def set_up_styles(document: Document) -> Mapping[str, str]:
    """Give the document the type of an official paper, Chinese faces for Chinese text.

    Returns the id of each look's style, so that nobody needs to look it up by its name again.
    """
    defaults = document.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}")
    properties.clear()
    properties.append(_fonts("仿宋"))
    properties.append(_language())
    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    _dress(normal, Look("Normal", "仿宋"))
    ids = {}
    for name, look in LOOKS.items():
        style = _style(document, look.word_style)
        _dress(style, look)
        ids[name] = style.style_id
    return ids


def set_up_page(section: Section, *, landscape: bool) -> None:
    """Give the page A4 and the margins of the standard."""
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = _LONG, _SHORT
        edges = (_LEFT, _RIGHT, _TOP, _BOTTOM)
    else:
        section.page_width, section.page_height = _SHORT, _LONG
        edges = (_TOP, _BOTTOM, _LEFT, _RIGHT)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = edges
    # The page number stands 7 mm under the text.
    section.footer_distance = Mm(21)


def text_width(section: Section) -> int:
    """Return the width of the text on a page."""
    width = section.page_width or _SHORT
    return width - (section.left_margin or 0) - (section.right_margin or 0)


def _style(document: Document, name: str) -> ParagraphStyle:
    styles = document.styles
    try:
        found = styles[name]
    except KeyError:
        found = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(found, ParagraphStyle)
    return found


def _dress(style: ParagraphStyle, look: Look) -> None:
    """Set everything anew: the template's styles come with colours and lines of their own."""
    for tag in ("w:pPr", "w:rPr"):
        for old in style.element.findall(qn(tag)):
            style.element.remove(old)
    _set_paragraph(style, look)
    style.font.size, style.font.bold = Pt(look.points), look.bold
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    properties.insert(0, _fonts(look.east_asian))
    properties.append(_language())


def _set_paragraph(style: ParagraphStyle, look: Look) -> None:
    setting = style.paragraph_format
    setting.alignment = look.align
    setting.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    setting.line_spacing = Pt(look.line)
    setting.space_before, setting.space_after = Pt(look.before), Pt(look.after)
    setting.keep_with_next = look.outline is not None
    setting.widow_control = True
    if look.indent:
        setting.first_line_indent = _characters(look, look.indent)
    if look.right_indent:
        setting.right_indent = _characters(look, look.right_indent)
    properties = style.element.get_or_add_pPr()
    _count_in_characters(properties.find(qn("w:ind")), look)
    if look.outline is not None:
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), str(look.outline))
        properties.append(level)


def _characters(look: Look, number: int) -> Length:
    return Pt(look.points * number)


def _count_in_characters(indents: object, look: Look) -> None:
    """Say the indents in characters as well, so that they follow another size of type."""
    for name, number in (("firstLine", look.indent), ("right", look.right_indent)):
        if number and indents is not None:
            indents.set(qn(f"w:{name}Chars"), str(number * 100))  # type: ignore[attr-defined]


def _fonts(east_asian: str) -> object:
    fonts = OxmlElement("w:rFonts")
    for script, name in (("ascii", LATIN), ("hAnsi", LATIN), ("eastAsia", east_asian)):
        fonts.set(qn(f"w:{script}"), name)
    fonts.set(qn("w:cs"), LATIN)
    return fonts


def _language() -> object:
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), LANGUAGE)
    return language
