"""How do the figures of a pot leave the platform?"""

from coalitions.funding.exports.files import XLSX, BuiltReport, CannotPrint, build_report, list_method
from coalitions.funding.exports.pictures import draw_money, draw_path
from coalitions.funding.exports.words import (
    ShownTable,
    say_day,
    say_percent,
    say_sentences,
    say_span,
    say_unknown,
    show_table,
)

__all__ = [
    "XLSX", "BuiltReport", "CannotPrint", "ShownTable", "build_report", "draw_money", "draw_path", "list_method", "say_day", "say_percent", "say_sentences", "say_span",
    "say_unknown", "show_table",
]  # fmt: skip
