"""What is this file really, whatever its name says?"""

from __future__ import annotations

import io
import zipfile

from impactplatform.sheets.limits import Refusal

# First bytes -> what people call it.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "image"),
    (b"GIF8", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"RIFF", "image"),
    (b"BM", "image"),
    (b"II*\x00", "image"),
    (b"{\\rtf", "RTF"),
    (b"\x1f\x8b", "archive"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"BZh", "archive"),
    (b"SQLite format 3", "database"),
    (b"\x7fELF", "program"),
    (b"MZ\x90", "program"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def tell_kind(data: bytes) -> str:
    """`xlsx`, `ods`, `xls`, `json` or `text`; raises Refusal with what the file seems to be."""
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Refusal("empty_file")
    if data.startswith(b"PK"):
        return _tell_archive(data)
    if data.startswith(_OLE):
        return _tell_compound(data)
    for start, seems in _SIGNATURES:
        if data.startswith(start) and (len(start) > 2 or b"\x00" in data[:64]):
            raise Refusal("wrong_type", seems=seems)
    return _tell_text(data)


def _tell_archive(data: bytes) -> str:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as fault:
        raise Refusal("damaged_file") from fault
    if "xl/workbook.bin" in names:
        raise Refusal("wrong_type", seems="XLSB")
    if "xl/vbaProject.bin" in names:
        raise Refusal("macros")
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "content.xml" in names and "mimetype" in names:
        kind = zipfile.ZipFile(io.BytesIO(data)).read("mimetype")[:80]
        if kind.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
            return "ods"
        raise Refusal("wrong_type", seems="OpenDocument")
    seems = "Word" if "word/document.xml" in names else "PowerPoint" if "ppt/presentation.xml" in names else "archive"
    raise Refusal("wrong_type", seems=seems)


def _tell_compound(data: bytes) -> str:
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        raise Refusal("encrypted")
    if holds("Workbook") or holds("Book"):
        return "xls"
    raise Refusal("wrong_type", seems="Word" if holds("WordDocument") else "program")


def _tell_text(data: bytes) -> str:
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta")):
        raise Refusal("wrong_type", seems="HTML")
    if start.startswith((b"<?xml", b"<!doctype", b"<")):
        raise Refusal("wrong_type", seems="XML")
    if start.startswith((b"{", b"[{")) or (start.startswith(b"[") and start[1:].lstrip().startswith(b"{")):
        return "json"
    is_utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not is_utf16 and b"\x00" in data[:4096] and not _looks_utf16(data[:4096]):
        raise Refusal("wrong_type", seems="program")
    return "text"


def _looks_utf16(start: bytes) -> bool:
    """Text in UTF-16 without its mark: nearly every second byte is zero."""
    half = max(len(start) // 2, 1)
    return start[0::2].count(0) > 0.7 * half or start[1::2].count(0) > 0.7 * half
