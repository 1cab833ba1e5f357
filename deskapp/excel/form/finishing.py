"""Make a filled package sound: results are calculated anew, and it is a workbook, no template."""

from __future__ import annotations

from deskapp.excel.form.package import WORKBOOK, Package, without_relations
from deskapp.excel.form.tree import Node

_TYPES = "[Content_Types].xml"
_FROM_TEMPLATE = {
    "spreadsheetml.template.main+xml": "spreadsheetml.sheet.main+xml",
    "ms-excel.template.macroEnabled.main+xml": "ms-excel.sheet.macroEnabled.main+xml",
}


def finish(package: Package) -> None:
    """Let everything be calculated when the file is opened; drop what no longer holds."""
    _calculate_on_opening(package)
    _drop(package, [part for part in package.parts if part.lower() == "xl/calcchain.xml"])
    _drop(package, [part for part in package.parts if part.lower().startswith("_xmlsignatures/")])
    _make_no_template(package)


def _calculate_on_opening(package: Package) -> None:
    workbook = package.tree(WORKBOOK)
    settings = workbook.first("calcPr")
    if settings is None:
        settings = workbook.sibling("calcPr")
        places = [i for i, c in enumerate(workbook.children) if _is_before_calculation(c)]
        workbook.children.insert(places[-1] + 1, settings)
    settings.attributes["fullCalcOnLoad"] = "1"


def _is_before_calculation(child: Node | str) -> bool:
    names = "sheets functionGroups externalReferences definedNames"
    return isinstance(child, Node) and child.local in names.split()


def _drop(package: Package, parts: list[str]) -> None:
    """Take parts out, with their types and whatever relations lead to them."""
    if not parts:
        return
    for part in parts:
        package.drop(part)
    types = package.tree(_TYPES)
    names = {f"/{part}" for part in parts}
    types.children = [
        child
        for child in types.children
        if isinstance(child, str) or child.attributes.get("PartName") not in names
    ]
    for source in (WORKBOOK, ""):
        without_relations(package, source, parts)


def _make_no_template(package: Package) -> None:
    for node in package.tree(_TYPES).elements:
        kind = node.attributes.get("ContentType", "")
        for template, workbook in _FROM_TEMPLATE.items():
            if kind.endswith(template):
                node.attributes["ContentType"] = kind.replace(template, workbook)
