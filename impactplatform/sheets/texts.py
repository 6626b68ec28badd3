"""How is a CSV cut into cells, whichever separator its program chose, and a JSON list into rows?"""

from __future__ import annotations

import csv
import io
import json
from statistics import median_low

from impactplatform.sheets.limits import Refusal

SEPARATORS = (";", "\t", ",", "|")
_SAMPLE_LINES = 60
Grid = list[list[str]]


def read_separated(text: str) -> tuple[Grid, str]:
    """The rows of a CSV and its separator; rows keep their place, blank ones too."""
    csv.field_size_limit(1_000_000)
    first, _, rest = text.partition("\n")
    if first.strip().strip('"').lower().startswith("sep=") and len(first.strip().strip('"')) == 5:
        separator = first.strip().strip('"')[4]
        return [[], *_cut(rest, separator)], separator
    separator = _choose_separator(text)
    return _cut(text, separator), separator


def _cut(text: str, separator: str) -> Grid:
    text = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True, strict=True))
    except csv.Error as fault:
        if "unexpected end of data" in str(fault):
            raise Refusal("unclosed_quote", line=_unclosed_line(text, separator)) from fault
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True))
    except csv.Error as fault:
        raise Refusal("damaged_file") from fault


def _unclosed_line(text: str, separator: str) -> int:
    """The line where the quotation that never ends begins: the last record a tolerant reading starts."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    start = before = 0
    for _ in reader:
        start, before = before, reader.line_num
    return start + 1


def _choose_separator(text: str) -> str:
    """The separator that cuts the sampled lines most evenly, into more than one cell, the first line too."""
    sample = [line for line in text[:200_000].splitlines() if line.strip()][:_SAMPLE_LINES]
    scores = {separator: _evenness(sample, separator) for separator in SEPARATORS}
    best = max(scores, key=lambda separator: scores[separator])
    return best if scores[best] else ","


def _evenness(sample: list[str], separator: str) -> float:
    widths = []
    for row in csv.reader(sample, delimiter=separator, skipinitialspace=True):
        while row and not row[-1].strip():
            row.pop()
        widths.append(len(row))
    middle = median_low(widths) if widths else 0
    if middle < 2:
        return 0.0
    even = sum(1 for width in widths if abs(width - middle) <= 0.25 * middle) / len(widths)
    return even + min(middle, 20) / 40 + (0.5 if widths[0] > 1 else 0.0)


def read_json_list(text: str) -> Grid:
    """A list of flat objects: their keys in order of appearance are the headers.

    >>> read_json_list('[{"a": "1", "b": 2}, {"b": null, "c": true}]')
    [['a', 'b', 'c'], ['1', '2', ''], ['', '', 'true']]
    """
    try:
        records = json.loads(text, parse_float=str, parse_int=str)
    except (ValueError, RecursionError) as fault:
        raise Refusal("wrong_type", seems="JSON") from fault
    if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        raise Refusal("wrong_type", seems="JSON")
    keys = list(dict.fromkeys(key for record in records for key in record))
    return [keys, *([_plain(record.get(key)) for key in keys] for record in records)]


def _plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False)
