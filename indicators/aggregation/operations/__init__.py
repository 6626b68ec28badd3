"""How are totals brought up to date, rebuilt and verified?"""

from indicators.aggregation.operations.refreshing import Refreshed, mark_moved_places, rebuild_totals, refresh_totals
from indicators.aggregation.operations.verifying import Difference, verify_totals

__all__ = ["Difference", "Refreshed", "mark_moved_places", "rebuild_totals", "refresh_totals", "verify_totals"]
