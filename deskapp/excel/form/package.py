"""The parts of a form's package: read once, changed as trees, written as a new file."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from xml.parsers.expat import ExpatError
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from deskapp.errors import CannotWrite, LedgerError
from deskapp.excel.form.tree import MOST_NODES, Node, TooManyNodes, parse, written
from deskapp.excel.package_check import check_package
from deskapp.excel.unreadable import UnreadableWorkbook, damaged, refuse_unreadable
from deskapp.i18n import _
from deskapp.target_file import replacing

WORKBOOK = "xl/workbook.xml"
_MOST_IN_A_PART = 16 * 1024 * 1024
"""Bytes of a part of XML: a form has some pages, not a hundred thousand rows."""
_MOST_IN_ALL = 150 * 1024 * 1024
_MOST_GROWN = 600_000
"""Elements that repeated rows may add to a form."""


class Relation(NamedTuple):
    """A relation of a part: the last word of its kind, where it leads, whether outside."""

    id: str
    kind: str
    target: str
    is_external: bool


class FormSheet(NamedTuple):
    """A worksheet of the form under its tab's name."""

    name: str
    part: str


@dataclass
class Package:
    """The parts of a form by name: `read` to look at one, `tree` to change it.

    What was never asked for with `tree` is written byte for byte as it was read.
    """

    name: str
    parts: dict[str, bytes]
    _seen: dict[str, tuple[Node, int]] = field(default_factory=dict)
    """Parts as they are in the file, with how many elements; all copies look at the same ones."""
    _trees: dict[str, Node] = field(default_factory=dict)
    _grown: int = 0

    def copy(self) -> Package:
        """Return a package to change on its own, with the parts as they are in the file."""
        return Package(self.name, dict(self.parts), self._seen)

    def read(self, part: str) -> Node:
        """Return a part as a tree that may not be changed.

        Raises UnreadableWorkbook for a broken part, and where all that were read are too much.
        """
        if part in self._trees:
            return self._trees[part]
        if part not in self._seen:
            self._seen[part] = self._parsed(part)
        return self._seen[part][0]

    def _parsed(self, part: str) -> tuple[Node, int]:
        left = MOST_NODES - sum(count for _tree, count in list(self._seen.values()))
        try:
            return parse(self.parts[part], left)
        except TooManyNodes as failure:
            raise too_big_form(self.name) from failure
        except (ExpatError, ValueError) as failure:
            raise damaged(self.name) from failure

    def tree(self, part: str) -> Node:
        """Return a part as a tree, always the same one, so that changes to it are kept."""
        if part not in self._trees:
            self._trees[part] = self.read(part).copy()
        return self._trees[part]

    def grow(self, nodes: int) -> None:
        """Take note that elements are about to be added; raise LedgerError where they are too many.

        A few rows repeated for every item of a long list are soon more than memory holds.
        """
        self._grown += nodes
        if self._grown > _MOST_GROWN:
            raise LedgerError(
                _("Filled, {name} would hold far more than a workbook should.").format(
                    name=self.name
                ),
                _("Repeat fewer rows: those between the marks of a list stand once for each item."),
            )

    def replace(self, part: str, content: bytes) -> None:
        """Put other content in the place of a part."""
        self.parts[part] = content

    def drop(self, part: str) -> None:
        """Take a part out; whoever refers to it must be told apart."""
        self.parts.pop(part, None)
        self._trees.pop(part, None)

    def relations(self, part: str) -> list[Relation]:
        """Return the relations of a part; an empty part is the package itself."""
        path = relations_part(part)
        if path not in self.parts:
            return []
        found = [_relation(part, node) for node in self.read(path).named("Relationship")]
        written = {name.lower(): name for name in self.parts}  # programs mix the cases up
        return [one._replace(target=written.get(one.target.lower(), one.target)) for one in found]

    def targets(self, part: str, kind: str) -> list[str]:
        """Return the parts inside the package that relations of a kind lead to."""
        return [
            relation.target
            for relation in self.relations(part)
            if relation.kind == kind and not relation.is_external and relation.target in self.parts
        ]

    def sheets(self) -> list[FormSheet]:
        """Return the worksheets in the order of their tabs."""
        workbook = self.read(WORKBOOK)
        parts = {r.id: r.target for r in self.relations(WORKBOOK) if r.kind == "worksheet"}
        listed = workbook.first("sheets")
        nodes = listed.named("sheet") if listed else []
        found = [(node.attributes.get("name", ""), _relation_id(node)) for node in nodes]
        return [
            FormSheet(name, parts[relation])
            for name, relation in found
            if parts.get(relation) in self.parts
        ]

    def single(self, kind: str) -> Node | None:
        """Return a part that a workbook has one of, such as its styles; None without it."""
        target = next(iter(self.targets(WORKBOOK, kind)), None)
        return None if target is None else self.read(target)

    def write(self, path: Path) -> None:
        """Write the package to a file, which is whole or not there; raise CannotWrite."""
        for name, tree in self._trees.items():
            self.parts[name] = written(tree)
        with (
            replacing(path, lambda made: check_package(made, {})) as made,
            ZipFile(made, "w", ZIP_DEFLATED) as archive,
        ):
            for name, content in self.parts.items():
                archive.writestr(name, content)


def read_package(path: str | Path) -> Package:
    """Return the parts of a form; the file itself is only ever read.

    Raises UnreadableWorkbook, in words, for a file that is no whole .xlsx or far too big.
    """
    path = Path(path)
    refuse_unreadable(path)
    try:
        with ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            if _is_too_big(infos):
                raise too_big_form(path.name)
            parts = {info.filename: archive.read(info) for info in infos}
        package = Package(path.name, parts)
        if not package.sheets():
            raise damaged(path.name)
        for sheet in package.sheets():
            package.read(sheet.part)
    except LedgerError:
        raise
    except Exception as failure:  # a stranger's file can break in any way
        raise damaged(path.name) from failure
    return package.copy()


def too_big_form(name: str) -> UnreadableWorkbook:
    """Return the complaint about a form that would take more memory than any page needs."""
    return UnreadableWorkbook(
        _("{name} holds far more cells than a form of some pages.").format(name=name),
        _("Copy the pages with marks into a new workbook and choose that one."),
    )


def refuse_own_target(template: Path, target: Path) -> None:
    """Raise CannotWrite where a filled form would take the place of the form itself."""
    same = template.resolve() == target.resolve()
    if same or (target.exists() and target.samefile(template)):
        raise CannotWrite(
            _("{name} is the form itself.").format(name=target.name),
            _("Choose another folder for the filled forms."),
        )


def relations_part(part: str) -> str:
    """Return the name of the part that holds the relations of a part."""
    path = PurePosixPath(part)
    return str(path.parent / "_rels" / f"{path.name}.rels") if part else "_rels/.rels"


def without_relations(package: Package, part: str, targets: Collection[str]) -> None:
    """Take the relations of a part that lead to one of the targets out."""
    path = relations_part(part)
    if path not in package.parts:
        return
    tree = package.tree(path)
    tree.children = [
        child
        for child in tree.children
        if isinstance(child, str) or _relation(part, child).target not in targets
    ]


def _is_too_big(infos: Sequence[ZipInfo]) -> bool:
    xml = (info.file_size for info in infos if info.filename.lower().endswith(".xml"))
    all_of_it = sum(info.file_size for info in infos)
    return max(xml, default=0) > _MOST_IN_A_PART or all_of_it > _MOST_IN_ALL


def _relation(part: str, node: Node) -> Relation:
    target = node.attributes.get("Target", "").replace("\\", "/")
    external = node.attributes.get("TargetMode") == "External"
    if not external:
        folder = "/" + posixpath.dirname(part)
        target = posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
    kind = node.attributes.get("Type", "").rpartition("/")[2]
    return Relation(node.attributes.get("Id", ""), kind, target, external)


def _relation_id(node: Node) -> str:
    return next((v for k, v in node.attributes.items() if k.rpartition(":")[2] == "id"), "")


__all__ = [
    "WORKBOOK",
    "FormSheet",
    "Package",
    "Relation",
    "UnreadableWorkbook",
    "read_package",
    "refuse_own_target",
    "without_relations",
]
