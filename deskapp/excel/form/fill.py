"""Fill a form: put values in the place of its marks, and repeat the rows of its lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from deskapp.errors import LedgerError
from deskapp.excel.cell_text import too_long
from deskapp.excel.form.answers import Answers, FoundMark
from deskapp.excel.form.blocks import Block, blocks_of, merge, merges_of, repeat
from deskapp.excel.form.cells import (
    FormValue,
    Texts,
    as_xml,
    differs_in_fonts_only,
    forget_results,
    looks_of,
    name_cells,
    put_text,
    put_value,
    replace_in_text,
    rows_of,
    shown,
    spell_shared_formulas_out,
    text_nodes,
)
from deskapp.excel.form.elsewhere import move_elsewhere
from deskapp.excel.form.finishing import finish
from deskapp.excel.form.grouping import empty_covered, grouped_areas, merged_columns
from deskapp.excel.form.growth import Growth
from deskapp.excel.form.loose_texts import LooseText, loose_texts
from deskapp.excel.form.marks import Mark, halves_of_marks, marks_in, places_of_marks
from deskapp.excel.form.package import FormSheet, Package
from deskapp.excel.form.row_heights import column_widths, make_room
from deskapp.excel.form.tree import Node
from deskapp.excel.unreadable import damaged
from deskapp.i18n import _


def found_marks(package: Package) -> list[FoundMark]:
    """Return all marks of a form in the order of its tabs and cells.

    What looks like a part of a mark is one without a name, which nobody knows. Raises
    UnreadableWorkbook, in words, for cells that contradict themselves.
    """
    try:
        return _found_marks(package.copy())
    except (KeyError, ValueError, IndexError) as failure:
        raise damaged(package.name) from failure


def _found_marks(package: Package) -> list[FoundMark]:
    texts = Texts(package)
    found: list[FoundMark] = []
    for sheet in package.sheets():
        worksheet = package.tree(sheet.part)
        name_cells(worksheet)
        for row in rows_of(worksheet):
            for cell in row.named("c"):
                place, text = cell.attributes["r"], texts.text(cell)
                found += [FoundMark(sheet.name, place, mark) for mark in _whole_and_half(text)]
        for loose in loose_texts(package, sheet):
            place, text = loose.place, loose.text
            found += [FoundMark(sheet.name, place, mark) for mark in _whole_and_half(text)]
    return found


def _whole_and_half(text: str) -> list[Mark]:
    return [*marks_in(text), *(Mark(half, "") for half in halves_of_marks(text))]


def fill_form(package: Package, answers: Answers, target: Path) -> None:
    """Write the form filled to a new file, which is whole or not there.

    Marks that `answers` does not know are left as they are. Raises CannotWrite, and
    LedgerError for a text too long for its cell.
    """
    filled = package.copy()
    try:
        for sheet in filled.sheets():
            _Sheet(filled, sheet, answers).fill()
        finish(filled)
    except (KeyError, ValueError, IndexError) as failure:  # what stands where no program puts it
        raise damaged(package.name) from failure
    filled.write(target)


class _Sheet:
    """One sheet on its way from marks to values."""

    def __init__(self, package: Package, sheet: FormSheet, answers: Answers) -> None:
        self._package, self._sheet, self._answers = package, sheet, answers
        self._worksheet = package.tree(sheet.part)
        self._texts, self._looks = Texts(package), looks_of(package)

    def fill(self) -> None:
        """Fill the lists from the last to the first, then the single marks."""
        name_cells(self._worksheet)
        spell_shared_formulas_out(self._worksheet)
        for block in reversed(blocks_of(self._worksheet, self._texts)):
            if any(self._answers.count(one) is not None for one in block.lists):
                self._fill_block(block)
        for row in rows_of(self._worksheet):
            self._fill_row(row, None)
        self._fill_loose_texts()
        forget_results(self._worksheet)

    def _fill_block(self, block: Block) -> None:
        count = max(self._answers.count(one) or 0 for one in block.lists)
        growth = Growth(self._sheet.name, block.first, block.last, max(count, 1))
        columns = merged_columns(self._worksheet, self._texts, growth)
        columns = [column for column in columns if self._answers.knows(column.mark)]
        self._package.grow(sum(map(_size, self._block_rows(growth))) * (growth.copies - 1))
        copies = repeat(self._worksheet, growth)
        if growth.added:
            move_elsewhere(self._package, self._sheet, growth)
        for item, rows in enumerate(copies):
            for row in rows:
                self._fill_row(row, item)
        areas = grouped_areas(columns, growth, self._value)
        merge(self._worksheet, areas)
        empty_covered(self._worksheet, areas)
        self._make_room([row for rows in copies for row in rows])

    def _block_rows(self, growth: Growth) -> list[Node]:
        return [row for row in rows_of(self._worksheet) if growth.holds(int(row.attributes["r"]))]

    def _make_room(self, rows: Sequence[Node]) -> None:
        widths = column_widths(self._worksheet)
        merges = {(area.top, area.left): area for area in merges_of(self._worksheet)}
        for row in rows:
            make_room(row, widths, merges, self._looks, self._texts)

    def _fill_row(self, row: Node, item: int | None) -> None:
        for cell in row.named("c"):
            self._fill_cell(cell, item)

    def _fill_cell(self, cell: Node, item: int | None) -> None:
        holder = self._texts.holder(cell)
        nodes = text_nodes(holder) if holder else []
        text = "".join(node.text for node in nodes)
        marks = [mark for mark in marks_in(text) if self._is_answered(mark, item)]
        if holder is None or not marks:
            return
        value = self._value(marks[0], item or 0)
        is_alone = marks[0].text == text.strip()
        if is_alone and (not isinstance(value, str) or differs_in_fonts_only(holder)):
            self._refuse_too_long(cell, value)
            put_value(cell, value, self._looks)
            return
        replace_in_text(nodes, partial(self._replacements, item=item))
        text = "".join(node.text for node in nodes)
        self._refuse_too_long(cell, text)
        if text:
            put_text(cell, holder)
        else:
            put_value(cell, None, self._looks)

    def _fill_loose_texts(self) -> None:
        found = loose_texts(self._package, self._sheet)
        for part in {loose.part for loose in found if marks_in(loose.text)}:
            self._package.tree(part)  # from now on the one that is written
        for loose in loose_texts(self._package, self._sheet):
            if marks_in(loose.text):
                replace_in_text(loose.nodes, partial(self._replacements, item=None, loose=loose))

    def _replacements(
        self, text: str, item: int | None, loose: LooseText | None = None
    ) -> list[tuple[int, int, str]]:
        return list(self._each_replacement(text, item, loose))

    def _each_replacement(
        self, text: str, item: int | None, loose: LooseText | None
    ) -> Iterator[tuple[int, int, str]]:
        for mark, start, end in places_of_marks(text):
            if self._is_answered(mark, item):
                value = shown(self._value(mark, item or 0))
                yield start, end, loose.fitting(value, text[:start]) if loose else as_xml(value)

    def _is_answered(self, mark: Mark, item: int | None) -> bool:
        """Return whether a mark is filled now: those of a list only in a copy of its row."""
        if mark.edge:
            return item is not None and self._answers.count(mark.list) is not None
        return (item is not None or not mark.list) and self._answers.knows(mark)

    def _value(self, mark: Mark, item: int) -> FormValue:
        if mark.edge or (mark.list and item >= (self._answers.count(mark.list) or 0)):
            return None
        return self._answers.value(mark, item)

    def _refuse_too_long(self, cell: Node, value: FormValue) -> None:
        if isinstance(value, str) and too_long(value):
            place = f"{self._sheet.name}!{cell.attributes['r']}"
            raise LedgerError(
                _("The text for {cell} is longer than a cell holds.").format(cell=place),
                _("Put fewer marks into this cell of the form."),
            )


def _size(node: Node) -> int:
    return sum(1 for _one in node.walk())
