"""Which letters do these bytes stand for: UTF-8, UTF-16 or the Windows-1252 of older spreadsheet programs?"""

from __future__ import annotations

import re
from dataclasses import dataclass

from impactplatform.sheets.limits import Refusal

# What French, English and neighbours' text is made of above ASCII in Windows-1252. Other letters there mean that the
# bytes are something else read wrong.
_PLAUSIBLE = frozenset(
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØŒÙÚÛÜŸàáâãäåæçèéêëìíîïñòóôõöøœùúûüÿßšžŠŽ"
    "\u00a0«»‹›“”„‘’‚–—…•·°ºª€£¥%‰§©®™²³¹½¼¾±×÷µ¿¡†‡ˆ˜ƒ\u00ad"
)
_MULTIBYTE = re.compile(rb"[\xc3\xc2\xc5][\x80-\xbf]|\xe2\x80[\x80-\xbf]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, and how it was read; `is_guess` asks for a look at the accents before anything is saved."""

    text: str
    encoding: str
    is_guess: bool = False


def decode(data: bytes) -> Decoded:
    """Decode, or refuse naming the line of the first byte that fits nothing.

    Files glued from several sources hold lines of both kinds, so each line is read on its own when the whole is not
    UTF-8; a line that is neither is broken.

    >>> decode("Léa;5".encode("cp1252"))
    Decoded(text='Léa;5', encoding='windows-1252', is_guess=True)
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in data[:512]:
        return _decode_utf16(data)
    try:
        return Decoded(data.decode("utf-8-sig").lstrip("\ufeff"), "utf-8")
    except UnicodeDecodeError as fault:
        if data.startswith(b"\xef\xbb\xbf"):
            raise Refusal("broken_encoding", line=_line_of(data, fault.start)) from fault
    return _decode_lines(data)


def _decode_utf16(data: bytes) -> Decoded:
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    encoding = "utf-16" if marked else "utf-16-be" if data[:1] == b"\x00" else "utf-16-le"
    try:
        return Decoded(data.decode(encoding), "utf-16")
    except UnicodeDecodeError as fault:
        raise Refusal("broken_encoding", line=1) from fault


def _decode_lines(data: bytes) -> Decoded:
    lines, found = [], set()
    for number, line in enumerate(data.split(b"\n"), start=1):
        try:
            lines.append(line.decode("utf-8"))
            found.add("utf-8" if not line.isascii() else "ascii")
        except UnicodeDecodeError:
            lines.append(_decode_windows(line, number))
            found.add("windows-1252")
    encoding = "windows-1252 + utf-8" if {"utf-8", "windows-1252"} <= found else "windows-1252"
    return Decoded("\n".join(lines), encoding, is_guess=True)


def _decode_windows(line: bytes, number: int) -> str:
    try:
        text = line.decode("cp1252")
    except UnicodeDecodeError as fault:
        raise Refusal("broken_encoding", line=number) from fault
    if _MULTIBYTE.search(line) or any(letter > "\x7f" and letter not in _PLAUSIBLE for letter in text):
        raise Refusal("broken_encoding", line=number)
    return text


def _line_of(data: bytes, place: int) -> int:
    return data.count(b"\n", 0, place) + 1
