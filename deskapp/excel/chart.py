"""Draw the chart of a sheet: native, so that it follows the cells, and legible in Chinese."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.chart import BarChart as NativeBars
from openpyxl.chart import Reference, Series
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.data_source import AxDataSource, NumData, NumVal, StrData, StrRef, StrVal
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.chart.title import Title, title_maker
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.utils.units import cm_to_EMU
from openpyxl.worksheet.worksheet import Worksheet

from deskapp.excel.heads import CHART_COLUMNS, head_height
from deskapp.excel.heights import height_of
from deskapp.excel.page import BODY_ROW
from deskapp.excel.sheet import BarChart, Cell, Formula, Link, Sheet

_BARS, _LINES, _WORDS = "0072B2", "D9D9D9", "262626"
_WIDTH = CHART_COLUMNS * 48.0
"""Points; a column of the standard width has 48."""
_BELOW = 2.5 * BODY_ROW
"""Points of the chart under the last bar, for the axis."""
_CM = 2.54 / 72
_GAP = 6 * 12_700
"""Between the last column and the chart, which would cover its border; 12,700 are a point."""
_NAMES_SHARE, _PLOT_SHARE = 0.3, 0.62
"""The parts of the width for the names and for the bars."""


def add_chart(worksheet: Worksheet, sheet: Sheet, last_row: int) -> None:
    """Put the sheet's chart to the right of its rows, each bar beside its row."""
    first_row = sheet.first_row()
    if sheet.chart is None or last_row < first_row:
        return
    bars = _bars(worksheet, sheet, sheet.chart, last_row)
    body = (last_row - first_row + 1) * BODY_ROW
    # The chart's title stands beside the heads and the line above them.
    above = max(map(head_height, sheet.columns)) + height_of(1)
    height = above + body + _BELOW
    bars.width, bars.height = _WIDTH * _CM, height * _CM
    bars.layout = Layout(
        manualLayout=ManualLayout(
            layoutTarget="inner",
            xMode="edge",
            yMode="edge",
            x=_NAMES_SHARE,
            y=above / height,
            w=_PLOT_SHARE,
            h=body / height,
        )
    )
    top = max(1, sheet.head_row() - 1)
    bars.anchor = OneCellAnchor(
        _from=AnchorMarker(col=len(sheet.columns), colOff=_GAP, row=top - 1),
        ext=XDRPositiveSize2D(cm_to_EMU(bars.width), cm_to_EMU(bars.height)),
    )
    worksheet.add_chart(bars)


def _bars(worksheet: Worksheet, sheet: Sheet, chart: BarChart, last_row: int) -> NativeBars:
    bars = NativeBars()
    bars.type, bars.gapWidth, bars.legend = "bar", 40, None
    bars.title = _title(chart.title, 1200, bold=True)
    bars.graphical_properties = GraphicalProperties(ln=LineProperties(noFill=True))
    bars.append(_series(worksheet, sheet, chart, last_row))
    names, values = bars.x_axis, bars.y_axis
    names.title, values.title = _title(chart.names_title), _title(chart.values_title)
    names.scaling.orientation = "maxMin"  # the first row on top
    values.crosses = "max"  # which keeps the numbers at the foot
    values.scaling.min = 0
    values.number_format, values.majorGridlines = "0", ChartLines(spPr=_line(_LINES))
    for axis in (names, values):
        axis.delete = False
        axis.txPr = RichText(p=[Paragraph(pPr=_words(900), endParaRPr=CharacterProperties())])
        axis.spPr = _line(_LINES)
    names.tickLblSkip = 1
    return bars


def _series(worksheet: Worksheet, sheet: Sheet, chart: BarChart, last_row: int) -> Series:
    first_row = sheet.first_row()

    def column(index: int) -> Reference:
        return Reference(worksheet, min_col=index + 1, min_row=first_row, max_row=last_row)

    series = Series(column(chart.values), title=sheet.columns[chart.values].heading)
    series.cat = AxDataSource(strRef=StrRef(f=str(column(chart.names))))
    series.graphicalProperties = GraphicalProperties(solidFill=_BARS)
    series.dLbls = DataLabelList(
        showVal=True,
        showSerName=False,
        showCatName=False,
        showLegendKey=False,
        showPercent=False,
        numFmt="0.00",
        dLblPos="outEnd",
        txPr=RichText(p=[Paragraph(pPr=_words(900), endParaRPr=CharacterProperties())]),
    )
    if isinstance(sheet.rows, Sequence):
        _remember(series, sheet.rows, chart)
    return series


def _remember(series: Series, rows: Sequence[Sequence[Cell]], chart: BarChart) -> None:
    """Keep the values of now in the chart, for viewers that do not read the cells."""
    names = [StrVal(i, str(_value(row[chart.names]))) for i, row in enumerate(rows)]
    values = [NumVal(i, None, str(_value(row[chart.values]))) for i, row in enumerate(rows)]
    series.cat.strRef.strCache = StrData(len(names), names)
    series.val.numRef.numCache = NumData("0.00", len(values), values)


def _value(cell: Cell) -> object:
    match cell:
        case Link():
            return _value(cell.text)
        case Formula():
            return cell.value
        case _:
            return cell


def _title(text: str, size: int = 1000, bold: bool = False) -> Title:
    title = title_maker(text)
    for paragraph in title.tx.rich.p:
        paragraph.pPr = _words(size, bold)
    title.overlay = False
    return title


def _words(size: int, bold: bool = False) -> ParagraphProperties:
    return ParagraphProperties(defRPr=CharacterProperties(sz=size, b=bold, solidFill=_WORDS))


def _line(colour: str) -> GraphicalProperties:
    return GraphicalProperties(ln=LineProperties(solidFill=colour))
