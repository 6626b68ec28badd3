"""Which rooms have something to show on the maintenance site? Measurements do not: figures belong to coalitions."""

from indicators.aggregation import admin as aggregation
from indicators.catalogue import admin as catalogue

__all__ = ["aggregation", "catalogue"]
