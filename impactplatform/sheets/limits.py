"""How large may a spreadsheet be, in bytes, cells, seconds and memory, before it is refused with a reason?"""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """The published bounds of the platform; tests lower them."""

    file_bytes: int = 10 * MEGABYTE
    unpacked_bytes: int = 50 * MEGABYTE
    archive_parts: int = 200
    archive_ratio: int = 200
    ratio_matters_above: int = 1 * MEGABYTE
    rows: int = 50_000
    columns: int = 100
    cell_characters: int = 32_767
    grid_cells: int = 12_000_000
    cpu_seconds: int = 20
    wall_seconds: int = 60
    memory_bytes: int = 512 * MEGABYTE


LIMITS = Limits()


class Refusal(Exception):
    """Reading stops: `code` names the reason, `details` the figures a sentence needs."""

    def __init__(self, code: str, **details: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.details = details
