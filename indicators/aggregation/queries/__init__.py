"""What are the totals, what are they made of, and what may be shown of them?"""

from indicators.aggregation.queries.pages import IndicatorView, PlaceValue, Point, summarise_indicator
from indicators.aggregation.queries.results import Input, Result, UnknownPeriod, summarise_result
from indicators.aggregation.queries.summaries import Summary, list_summaries, summarise_headlines
from indicators.aggregation.queries.words import say_status

__all__ = [
    "IndicatorView",
    "Input",
    "PlaceValue",
    "Point",
    "Result",
    "Summary",
    "UnknownPeriod",
    "list_summaries",
    "say_status",
    "summarise_headlines",
    "summarise_indicator",
    "summarise_result",
]
