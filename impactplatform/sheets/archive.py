"""Can this zip be opened safely: how large is it unpacked, does it hide a bomb, a DTD or a cell at the world's end?"""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
import zipfile

from impactplatform.sheets.limits import Limits, Refusal

_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*[^/]>')
_ERROR = re.compile(
    rb'<(?:\w+:)?c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]{1,3}\d{1,7})"[^>]*>.{0,9000}?<(?:\w+:)?v>([^<]{0,40})<', re.S
)
_UNSOLVED = re.compile(
    rb'<(?:\w+:)?c\b[^>]*\br="([A-Z]{1,3}\d{1,7})"[^>]*>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*'
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def check_archive(data: bytes, limits: Limits) -> dict[str, bytes]:
    """The unpacked parts that hold XML, or Refusal; never unpacks more than the limits allow."""
    book = zipfile.ZipFile(io.BytesIO(data))
    parts = book.infolist()
    if len(parts) > limits.archive_parts:
        raise Refusal("too_many_parts", found=len(parts), limit=limits.archive_parts)
    if any(part.flag_bits & 1 for part in parts):
        raise Refusal("encrypted")
    declared = sum(part.file_size for part in parts)
    _check_sizes(declared, len(data), limits)
    _check_overlaps(parts)
    unpacked: dict[str, bytes] = {}
    for part in parts:
        if part.is_dir():
            continue
        try:
            content = book.open(part).read(limits.unpacked_bytes + 1)
        except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as fault:
            raise Refusal("damaged_file", part=part.filename[:80]) from fault
        if part.filename.endswith((".xml", ".rels")):
            _refuse_dtd(content)
            unpacked[part.filename] = content
    return unpacked


def _check_sizes(unpacked: int, packed: int, limits: Limits) -> None:
    if unpacked > limits.unpacked_bytes:
        raise Refusal("too_large_unpacked", found_mb=unpacked // 1024**2, limit_mb=limits.unpacked_bytes // 1024**2)
    if unpacked > limits.ratio_matters_above and unpacked > packed * limits.archive_ratio:
        raise Refusal("compression_bomb", ratio=unpacked // max(packed, 1))


def _check_overlaps(parts: list[zipfile.ZipInfo]) -> None:
    """Members that share their bytes are how a small archive unpacks to a huge one."""
    end = 0
    for part in sorted(parts, key=lambda item: item.header_offset):
        if part.header_offset < end:
            raise Refusal("compression_bomb", ratio=0)
        end = part.header_offset + part.compress_size


def _refuse_dtd(content: bytes) -> None:
    start = content[:4096]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in start[:64]:
        content = content.replace(b"\x00", b"")
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise Refusal("dtd")


def check_cells(parts: dict[str, bytes], limits: Limits) -> None:
    """Refuse a workbook whose farthest filled cell would make a grid nobody can hold, naming that cell."""
    for name, content in parts.items():
        if not name.startswith("xl/worksheets/"):
            continue
        rows = columns = 0
        far = ""
        for letters, digits in _CELL.findall(content):
            row, column = int(digits), column_number(letters.decode())
            if row > rows or column > columns:
                far = f"{letters.decode()}{row}"
            rows, columns = max(rows, row), max(columns, column)
        if rows * columns > limits.grid_cells:
            raise Refusal("stray_cell", cell=far)


def find_faulty_cells(parts: dict[str, bytes]) -> dict[str, dict[str, str]]:
    """By sheet name: cell -> what its formula says instead of a value (`#DIV/0!`, or `` when nothing is stored)."""
    faults: dict[str, dict[str, str]] = {}
    for sheet, path in _sheet_paths(parts).items():
        content = parts.get(path, b"")
        found = {cell.decode(): value.decode("utf-8", "replace") for cell, value in _ERROR.findall(content)}
        found |= {cell.decode(): "" for cell in _UNSOLVED.findall(content)}
        if found:
            faults[sheet] = found
    return faults


def _sheet_paths(parts: dict[str, bytes]) -> dict[str, str]:
    try:
        book = ET.fromstring(parts["xl/workbook.xml"])  # noqa: S314  # no DTD gets this far, and this runs in the bounded child
        relations = ET.fromstring(parts["xl/_rels/workbook.xml.rels"])  # noqa: S314  # as above
    except (KeyError, ET.ParseError) as fault:
        raise Refusal("damaged_file", part="xl/workbook.xml") from fault
    targets = {item.get("Id", ""): item.get("Target", "") for item in relations}
    paths = {}
    for item in book.iter():
        if item.tag.endswith("}sheet"):
            target = targets.get(item.get(_RELATION, ""), "").lstrip("/")
            paths[item.get("name", "")] = target if target.startswith("xl/") else f"xl/{target}"
    return paths


def column_number(letters: str) -> int:
    """The place of a column, from 1.

    >>> column_number("A"), column_number("AA"), column_number("XFD")
    (1, 27, 16384)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """The letters of a column's place, from 1.

    >>> column_letters(1), column_letters(27), column_letters(16384)
    ('A', 'AA', 'XFD')
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
