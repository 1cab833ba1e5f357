"""Colours and fonts: Fusion with a light and a dark palette, one accent, colour-safe tones."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QPushButton

BASE_POINTS = 10.5

_FAMILIES = {
    "win32": ["Microsoft YaHei UI", "Segoe UI"],
    "darwin": [".AppleSystemUIFont", "PingFang SC"],
}
_CJK_FAMILIES = (
    "Microsoft YaHei UI",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "PingFang SC",
    "WenQuanYi Micro Hei",
)


@dataclass(frozen=True, slots=True)
class Tone:
    """The colours of one status: a mark to see from afar, and text on a quiet ground."""

    mark: str
    back: str
    text: str


# The marks are the colours of Okabe and Ito, which colour-blind eyes tell apart.
_LIGHT_TONES = {
    "blue": Tone("#0072B2", "#DCEBF7", "#00456C"),
    "yellow": Tone("#E69F00", "#FBEBC8", "#5E4000"),
    "red": Tone("#D55E00", "#FBE0CE", "#7A2E00"),
    "green": Tone("#009E73", "#D5EFE5", "#00513B"),
    "": Tone("#767676", "#E9EAEC", "#3F444A"),
}
_DARK_TONES = {
    "blue": Tone("#4BA3DA", "#163A54", "#BFE0F7"),
    "yellow": Tone("#E69F00", "#4A3608", "#FBDD9B"),
    "red": Tone("#E8702A", "#55280F", "#FFCFB3"),
    "green": Tone("#22B388", "#0D4233", "#B5EBD8"),
    "": Tone("#9AA0A6", "#3A3E44", "#DDE0E4"),
}

_Role = QPalette.ColorRole
_LIGHT = {
    _Role.Window: "#F4F5F6",
    _Role.WindowText: "#1F2328",
    _Role.Base: "#FFFFFF",
    _Role.AlternateBase: "#F8F9FA",
    _Role.Text: "#1F2328",
    _Role.Button: "#F4F5F6",
    _Role.ButtonText: "#1F2328",
    _Role.BrightText: "#A03000",
    _Role.Highlight: "#1F5F99",
    _Role.HighlightedText: "#FFFFFF",
    _Role.Accent: "#1F5F99",
    _Role.Link: "#1F5F99",
    _Role.LinkVisited: "#5B4B8A",
    _Role.ToolTipBase: "#FFFFFF",
    _Role.ToolTipText: "#1F2328",
    _Role.PlaceholderText: "#626973",
    _Role.Light: "#FFFFFF",
    _Role.Midlight: "#E8EAED",
    _Role.Mid: "#C9CDD2",
    _Role.Dark: "#9AA0A6",
    _Role.Shadow: "#6B7280",
}
_DARK = {
    _Role.Window: "#1D2024",
    _Role.WindowText: "#E6E8EB",
    _Role.Base: "#2B2F35",
    _Role.AlternateBase: "#2F343A",
    _Role.Text: "#E6E8EB",
    _Role.Button: "#343940",
    _Role.ButtonText: "#E6E8EB",
    _Role.BrightText: "#FFB088",
    _Role.Highlight: "#2F6DA8",
    _Role.HighlightedText: "#FFFFFF",
    _Role.Accent: "#5AA7E6",
    _Role.Link: "#7CBCF0",
    _Role.LinkVisited: "#B9A7E8",
    _Role.ToolTipBase: "#2A2E33",
    _Role.ToolTipText: "#E6E8EB",
    _Role.PlaceholderText: "#9AA0A6",
    _Role.Light: "#3A3F45",
    _Role.Midlight: "#30343A",
    _Role.Mid: "#43484F",
    _Role.Dark: "#5A6068",
    _Role.Shadow: "#0B0C0E",
}
# Fusion paints a button lighter than its colour; white on it is still easy to read.
_PRIMARY = "#17497A"
_DISABLED = (_Role.Text, _Role.WindowText, _Role.ButtonText, _Role.HighlightedText)


def palette(*, dark: bool) -> QPalette:
    """Return the light or the dark palette."""
    colours = _DARK if dark else _LIGHT
    made = QPalette()
    for role, colour in colours.items():
        made.setColor(role, QColor(colour))
    grey = QColor("#80868D" if dark else "#8A9099")
    for role in _DISABLED:
        made.setColor(QPalette.ColorGroup.Disabled, role, grey)
    made.setColor(QPalette.ColorGroup.Disabled, _Role.Highlight, QColor(colours[_Role.Mid]))
    return made


def is_dark() -> bool:
    """Return whether the window is dark now."""
    return QGuiApplication.palette().color(_Role.Window).lightness() < 128


def tone(name: str) -> Tone:
    """Return the colours of a status (red, yellow, blue, green; others grey) as they fit now."""
    tones = _DARK_TONES if is_dark() else _LIGHT_TONES
    return tones.get(name, tones[""])


def apply_theme(app: QApplication, theme: str, font_percent: int) -> None:
    """Give the application its style, its colours (system, light or dark) and its font."""
    schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
    hints = app.styleHints()
    if app.style().objectName().lower() != "fusion":
        app.setStyle("Fusion")
    scheme = schemes.get(theme) or hints.colorScheme()
    if hasattr(hints, "setColorScheme"):  # Qt 6.8: title bars and native dialogs follow too
        hints.setColorScheme(schemes.get(theme, Qt.ColorScheme.Unknown))
        scheme = schemes.get(theme) or hints.colorScheme()
    colours = palette(dark=scheme == Qt.ColorScheme.Dark)
    app.setPalette(colours)
    for kind in ("QCheckBox", "QRadioButton"):
        # The stub wants bytes, which the call itself refuses.
        app.setPalette(_with_seen_outline(colours), kind)  # type: ignore[arg-type]
    app.setFont(base_font(font_percent))


def _with_seen_outline(colours: QPalette) -> QPalette:
    """Return the palette of boxes and buttons to tick, whose outline can be seen.

    Fusion draws it a shade darker than the window, which nobody sees on a dark one. The
    window's colour itself is not painted by them.
    """
    outlined = QPalette(colours)
    outlined.setColor(_Role.Window, colours.color(_Role.PlaceholderText))
    return outlined


def base_font(percent: int) -> QFont:
    """Return the window's font: the system's, where it has Chinese, and one that has after it."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    known = set(QFontDatabase.families())
    families = [*_FAMILIES.get(sys.platform, [font.family()]), *_CJK_FAMILIES]
    present = [family for family in dict.fromkeys(families) if family in known]
    font.setFamilies(present or [font.family()])
    font.setPointSizeF(BASE_POINTS * percent / 100)
    return font


def heading_font(font: QFont, level: int = 1) -> QFont:
    """Return the font of a heading: level 1 titles a page, level 2 a section."""
    heading = QFont(font)
    heading.setPointSizeF(font.pointSizeF() * (1.3 if level == 1 else 1.08))
    heading.setWeight(QFont.Weight.DemiBold)
    return heading


def make_primary(button: QPushButton) -> None:
    """Give the one button that goes on from here the accent's colour."""
    colours = button.palette()
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
        colours.setColor(group, _Role.Button, QColor(_PRIMARY))
        colours.setColor(group, _Role.ButtonText, QColor("#FFFFFF"))
    button.setPalette(colours)


def text_width(widget_font: QFont, characters: float) -> int:
    """Return the width of so many characters in pixels; a Chinese one counts as two."""
    return round(QFontMetrics(widget_font).horizontalAdvance("0") * characters)
