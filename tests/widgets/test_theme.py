"""Colours can be read in both themes, and icons follow them."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QPalette

from deskapp.widgets import theme
from deskapp.widgets.icons import icon


def _luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(c) for c in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: QColor, other: QColor) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tones", [theme._LIGHT_TONES, theme._DARK_TONES])
def test_the_text_of_every_status_can_be_read_on_its_ground(tones):
    for tone in tones.values():
        assert _contrast(QColor(tone.text), QColor(tone.back)) >= 4.5


@pytest.mark.parametrize("dark", [False, True])
def test_every_text_of_the_palette_can_be_read(qapp, dark):
    colours = theme.palette(dark=dark)
    role = QPalette.ColorRole
    for text, ground in (
        (role.WindowText, role.Window),
        (role.Text, role.Base),
        (role.Text, role.AlternateBase),
        (role.ButtonText, role.Button),
        (role.HighlightedText, role.Highlight),
        (role.PlaceholderText, role.Base),
        (role.PlaceholderText, role.Window),
        (role.BrightText, role.Window),
        (role.Link, role.Base),
        (role.ToolTipText, role.ToolTipBase),
        (role.WindowText, role.Midlight),
    ):
        assert _contrast(colours.color(text), colours.color(ground)) >= 4.5, (text, ground)


def test_the_font_grows_with_the_setting(qapp):
    sizes = [theme.base_font(percent).pointSizeF() for percent in (90, 100, 150)]
    assert sizes == pytest.approx([9.45, 10.5, 15.75])


def test_an_icon_takes_the_colour_of_the_palette(qapp):
    before = qapp.palette()
    try:
        qapp.setPalette(theme.palette(dark=True))
        light = icon("house").pixmap(32, 32).toImage()
        qapp.setPalette(theme.palette(dark=False))
        dark = icon("house").pixmap(32, 32).toImage()
    finally:
        qapp.setPalette(before)
    assert light != dark
