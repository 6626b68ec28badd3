"""Where in a sheet is the table: its header under the banners, its rows, and the lines that are not rows?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from impactplatform.kernel.text import fold, words_of
from impactplatform.sheets.archive import column_letters
from impactplatform.sheets.characters import find_forbidden
from impactplatform.sheets.guard import unguard

_HEADER_WITHIN = 30
_NEARLY = 0.6  # of two rows that look alike, the upper one is the header
_NUMBER = re.compile(r"^[-+]?[\d\s.,  €$%]+$")
_THOUSANDS = re.compile(r"^-?\d{1,3}(?:[ \u00a0\u202f]?\d{3})*$")
_CENTS = re.compile(r"^\d{2}$")

Grid = Sequence[Sequence[str]]
Known = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Row:
    """A row under its header; `number` is the one the spreadsheet shows."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Skipped:
    """A line that is not a row: `repeated_header`, `total_line` or `banner`, and what it says."""

    number: int
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that cannot be taken as it is."""

    row: int
    column: str
    code: str
    details: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: columns have a name each, made unique; `header_row` is 0 when the sheet holds nothing."""

    name: str
    hidden: bool
    header_row: int
    columns: tuple[str, ...]
    doubled: tuple[str, ...]
    rows: tuple[Row, ...]
    skipped: tuple[Skipped, ...]
    faults: tuple[Fault, ...]

    def records(self) -> Iterator[tuple[int, dict[str, str]]]:
        """(row number, column: text) for each row."""
        for row in self.rows:
            yield row.number, dict(zip(self.columns, row.cells, strict=True))

    def column_values(self, column: str) -> list[str]:
        """The texts of one column, from top to bottom."""
        place = self.columns.index(column)
        return [row.cells[place] for row in self.rows]


def find_table(
    name: str, hidden: bool, grid: Grid, faulty: dict[str, str], known: Known | None = None, *, separated: bool = False
) -> Sheet:
    """Read a grid as a table. `known` tells whether a header is one the reader expects, which settles doubtful places.

    `separated`: the grid was cut at separators, so a row wider than the header holds an unquoted one. Amounts cut at
    their decimal comma (`28 000` `00`) are joined again; what cannot be joined is a fault of that row.
    """
    clean = [[unguard(cell.strip()) for cell in row] for row in grid]
    header = _find_header(clean, known)
    if header is None:
        return Sheet(name, hidden, 0, (), (), (), (), ())
    width = _separated_width(clean, header) if separated else _width(clean[header:])
    too_wide = _mend_rows(clean, header, width) if separated else set()
    titles = [" ".join(cell.split()) for cell in _padded(clean[header], width)]
    columns, doubled = _unique(titles)
    rows, skipped = _split_rows(clean, header, width)
    faults = [Fault(row.number, "", "too_many_cells", {}) for row in rows if row.number in too_wide]
    return Sheet(
        name,
        hidden,
        header + 1,
        columns,
        doubled,
        tuple(rows),
        (*_banners(clean, header), *skipped),
        (*faults, *_find_faults(rows, columns, faulty)),
    )


def _find_header(grid: list[list[str]], known: Known | None) -> int | None:
    """The first row, among the first thirty filled ones, that looks most like titles over what follows."""
    filled = [place for place, row in enumerate(grid) if any(row) and not row[0].startswith("#")]
    if not filled:
        return None
    usual = Counter(_count(grid[place]) for place in filled[:200]).most_common(1)[0][0]
    widest = max(usual, 1)
    scores = {place: _header_score(grid[place], widest, known) for place in filled[:_HEADER_WITHIN]}
    enough = max(scores.values()) - _NEARLY
    return next(place for place, score in scores.items() if score >= enough)


def _header_score(row: list[str], usual: int, known: Known | None) -> float:
    cells = [cell for cell in row if cell]
    texts = [cell for cell in cells if not _NUMBER.match(cell) and len(cell) < 200]
    titles = len({fold(cell) for cell in texts if not _is_code(cell)})
    fill = min(len(cells) / usual, 1.0)
    recognised = sum(1 for cell in texts if known and known(cell))
    return 2.0 * fill + 1.5 * titles / max(len(cells), 1) + 1.5 * min(recognised, 8) + (0.5 if fill >= 0.5 else 0.0)


def _is_code(cell: str) -> bool:
    """One word of which a good part is digits: a code or a date, hardly a title."""
    return " " not in cell and sum(letter.isdigit() for letter in cell) >= 0.4 * len(cell)


def _count(row: Sequence[str]) -> int:
    return sum(1 for cell in row if cell)


def _width(rows: list[list[str]]) -> int:
    return max((len(row) for row in rows), default=0)


def _padded(row: Sequence[str], width: int) -> list[str]:
    return [*row[:width], *[""] * (width - len(row))]


def _separated_width(grid: list[list[str]], header: int) -> int:
    """The width most rows share when the header is too short for nearly all of them; else the header's."""
    titles = len(grid[header])
    widths = Counter(len(row) for row in grid[header + 1 :] if any(row))
    width, count = max(widths.items(), key=lambda item: item[1], default=(titles, 0))
    if width <= titles or count < 0.8 * widths.total():
        return titles
    return titles if any(_cuts(row) for row in grid[header + 1 :] if len(row) == width) else width


def _mend_rows(grid: list[list[str]], header: int, width: int) -> set[int]:
    """Join cut amounts in place; answers the numbers of the rows that stay wider than the table."""
    too_wide = set()
    for place in range(header + 1, len(grid)):
        extra = len(grid[place]) - width
        if extra <= 0:
            continue
        cuts = _cuts(grid[place])
        if len(cuts) == extra:
            for at in reversed(cuts):
                grid[place][at : at + 2] = [f"{grid[place][at]},{grid[place][at + 1]}"]
        else:
            too_wide.add(place + 1)
    return too_wide


def _cuts(row: list[str]) -> list[int]:
    """Where an amount was cut at its decimal comma: `28 000` then `00`."""
    pairs = enumerate(pairwise(row))
    return [at for at, (left, right) in pairs if _THOUSANDS.match(left) and _CENTS.match(right)]


def _unique(titles: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names for columns: an empty title becomes its letters; a second one of a name gets a number."""
    seen: Counter[str] = Counter()
    names, doubled = [], []
    for place, title in enumerate(titles, start=1):
        name = title or column_letters(place)
        seen[fold(name)] += 1
        if seen[fold(name)] > 1:
            doubled.append(name)
            name = f"{name} ({seen[fold(name)]})"
        names.append(name)
    return tuple(names), tuple(doubled)


def _split_rows(grid: list[list[str]], header: int, width: int) -> tuple[list[Row], list[Skipped]]:
    rows, skipped = [], []
    folded_header = [fold(cell) for cell in grid[header]]
    for place in range(header + 1, len(grid)):
        cells = grid[place]
        if not any(cells):
            continue
        if code := _not_a_row(cells, folded_header):
            skipped.append(Skipped(place + 1, code, " · ".join(cell for cell in cells if cell)[:120]))
        else:
            rows.append(Row(place + 1, tuple(_padded(cells, width))))
    return rows, skipped


def _not_a_row(cells: list[str], header: list[str]) -> str:
    filled = [cell for cell in cells if cell]
    titles = _count(header)
    numbers = [cell for cell in filled if _NUMBER.match(cell)]
    if _says_total(filled[0]) and (numbers or len(filled) < max(2, titles)):
        return "total_line"
    if titles > 2 and len(filled) == 1 and numbers:
        return "total_line"
    same = sum(1 for cell, title in zip(cells, header, strict=False) if cell and fold(cell) == title)
    return "repeated_header" if titles > 1 and same >= max(2, -(-3 * titles // 4)) else ""


def _says_total(text: str) -> bool:
    words = words_of(text)[:2]
    return bool(words) and (
        words[0] in ("total", "totaux", "totals", "subtotal") or words in (["sous", "total"], ["grand", "total"])
    )


def _banners(grid: list[list[str]], header: int) -> list[Skipped]:
    return [
        Skipped(place + 1, "banner", " · ".join(cell for cell in grid[place] if cell)[:120])
        for place in range(header)
        if any(grid[place])
    ]


def _find_faults(rows: list[Row], columns: tuple[str, ...], faulty: dict[str, str]) -> Iterator[Fault]:
    """Cells with an error instead of a value, an unsolved formula, or characters that no name holds."""
    for row in rows:
        for place, cell in enumerate(row.cells):
            if faulty and (where := f"{column_letters(place + 1)}{row.number}") in faulty:
                code = "formula_error" if faulty[where] else "formula_without_result"
                yield Fault(row.number, columns[place], code, {"text": faulty[where]})
            elif cell and (code_point := find_forbidden(cell)):
                yield Fault(row.number, columns[place], "forbidden_character", {"code_point": code_point})
