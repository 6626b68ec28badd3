"""Which rows does the indicators package keep? Each noun has its own; this only gathers them for Django."""

from indicators.aggregation.models import Run, SeenLink, Total
from indicators.catalogue.models import Breakdown, Category, DirtyKey, Duty, Indicator, IndicatorVersion
from indicators.measurements.models import Measurement, MonthClosing, Series

__all__ = [
    "Breakdown",
    "Category",
    "DirtyKey",
    "Duty",
    "Indicator",
    "IndicatorVersion",
    "Measurement",
    "MonthClosing",
    "Run",
    "SeenLink",
    "Series",
    "Total",
]
