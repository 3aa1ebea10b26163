"""The parts of a packed office file, read as XML without trusting any of it.

Holds the opening of one part, the way from one part to those it names, and element names without
their namespace, so that strict and transitional files are one. Refuses what is not well formed.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from folja.formats.tables.grid import Place, refuse


class Package:
    """An archive of XML parts that the guard has let through."""

    def __init__(self, data: bytes, place: Place) -> None:
        """Open the archive; `place` names the file in refusals."""
        self.place = place
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError):
            refuse("damaged", place)
        self.names = frozenset(self._archive.namelist())

    def bytes_of(self, name: str) -> bytes:
        """Return the bytes of a part; none when the part is not there."""
        if name not in self.names:
            return b""
        try:
            return self._archive.read(name)
        except (zipfile.BadZipFile, OSError, RuntimeError):
            refuse("damaged", self.place)

    def tree(self, name: str) -> etree._Element | None:
        """Return the root element of a part, or None when the part is not there."""
        data = self.bytes_of(name)
        if not data:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError:
            refuse("damaged", self.place)

    def targets(self, name: str) -> dict[str, tuple[str, str]]:
        """Return what a part ("" for the whole file) names: id to (last word of the kind, part).

        Targets outside the file are left out: nothing is ever fetched.
        """
        folder, _, base = name.rpartition("/")
        root = self.tree(posixpath.join(folder, "_rels", f"{base}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for link in children(root):
            target = link.get("Target", "")
            if link.get("TargetMode") == "External" or not target:
                continue
            path = target[1:] if target.startswith("/") else posixpath.join(folder, target)
            kind = link.get("Type", "").rpartition("/")[2]
            found[link.get("Id", "")] = (kind, posixpath.normpath(path))
        return found

    def target(self, name: str, kind: str) -> str | None:
        """Return the first part of a kind that a part names."""
        return next((path for k, path in self.targets(name).values() if k == kind), None)


def local(element: etree._Element) -> str:
    """Return an element's name without its namespace; "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: etree._Element | None, *names: str) -> Iterator[etree._Element]:
    """Yield the children of an element, all or those of some names."""
    for child in element if element is not None else ():
        if (name := local(child)) and (not names or name in names):
            yield child


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """Return the first child by name, or the first at the end of a path of names."""
    for name in path:
        element = next(children(element, name), None)
    return element


def attribute(element: etree._Element | None, name: str, default: str = "") -> str:
    """Return an attribute by its name without namespace."""
    if element is None:
        return default
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return default


def is_on(element: etree._Element | None, name: str) -> bool:
    """Say whether a property that needs no value, such as a row's or a run's, is set."""
    found = child(element, name)
    return found is not None and attribute(found, "val", "1") not in ("0", "false", "off")
