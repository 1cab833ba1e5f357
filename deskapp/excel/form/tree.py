"""A part of a package as a tree that is written back as it was read, prefixes and all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NoReturn, TypeAlias
from xml.parsers import expat
from xml.sax.saxutils import escape

from deskapp.excel.safe_xml import ForbiddenXml

Child: TypeAlias = "Node | str"
MOST_NODES = 300_000
"""Elements of a whole form: it has some pages, and each element takes half a kilobyte."""
_DEEPEST = 200
_IN_TEXT = {"\r": "&#13;"}
_IN_ATTRIBUTES = {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}


@dataclass(slots=True)
class Node:
    """An element under the name it was written with, such as "c" or "x14:sqref"."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Child] = field(default_factory=list)

    @property
    def local(self) -> str:
        """Return the name without its prefix, which is any program's own choice."""
        return self.name.rpartition(":")[2]

    @property
    def elements(self) -> list[Node]:
        """Return the children that are elements."""
        return [child for child in self.children if isinstance(child, Node)]

    def named(self, local: str) -> list[Node]:
        """Return the children of a name."""
        return [child for child in self.elements if child.local == local]

    def first(self, local: str) -> Node | None:
        """Return the first child of a name."""
        return next(iter(self.named(local)), None)

    def walk(self) -> Iterator[Node]:
        """Yield this element and all below it."""
        yield self
        for child in self.elements:
            yield from child.walk()

    @property
    def text(self) -> str:
        """Return the text directly in the element."""
        return "".join(child for child in self.children if isinstance(child, str))

    def set_text(self, text: str) -> None:
        """Put a text in place of everything in the element."""
        self.children = [text] if text else []

    def remove(self, local: str) -> None:
        """Take the children of a name out."""
        self.children = [c for c in self.children if isinstance(c, str) or c.local != local]

    def sibling(self, local: str, attributes: dict[str, str] | None = None) -> Node:
        """Return a new element with the same prefix as this one."""
        prefix, colon, _local = self.name.rpartition(":")
        return Node(f"{prefix}{colon}{local}", attributes or {})

    def copy(self) -> Node:
        """Return the element and all below it once more."""
        children = [c.copy() if isinstance(c, Node) else c for c in self.children]
        return Node(self.name, dict(self.attributes), children)


class TooManyNodes(ValueError):
    """There are more elements than the memory of a small computer should hold."""


def parse(data: bytes, most: int = MOST_NODES) -> tuple[Node, int]:
    """Return the tree of a part and the number of its elements.

    Raises TooManyNodes, ForbiddenXml for a document type or absurd nesting, ExpatError for
    broken XML.
    """
    top = Node("")
    stack = [top]
    count = 0

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1 + len(attributes) // 8
        if count > most:
            raise TooManyNodes
        if len(stack) > _DEEPEST:
            raise ForbiddenXml("nested too deeply")
        node = Node(name, attributes)
        stack[-1].children.append(node)
        stack.append(node)

    def end(_name: str) -> None:
        stack.pop()

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.CharacterDataHandler = lambda text: stack[-1].children.append(text)
    parser.Parse(data, True)
    return top.elements[0], count


def written(node: Node) -> bytes:
    """Return the tree as a part."""
    pieces = ['<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n']
    _write(node, pieces)
    return "".join(pieces).encode()


def _write(node: Node, pieces: list[str]) -> None:
    attributes = (f' {k}="{escape(v, _IN_ATTRIBUTES)}"' for k, v in node.attributes.items())
    pieces.append(f"<{node.name}{''.join(attributes)}")
    if not node.children:
        pieces.append("/>")
        return
    pieces.append(">")
    for child in node.children:
        if isinstance(child, str):
            pieces.append(escape(child, _IN_TEXT))
        else:
            _write(child, pieces)
    pieces.append(f"</{node.name}>")


def _refuse(*declaration: object) -> NoReturn:
    raise ForbiddenXml(f"a document type: {declaration[0]!r}")
