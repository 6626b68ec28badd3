"""Which rooms have something to show on the maintenance site?"""

from coalitions.collectives import admin as collectives

__all__ = ["collectives"]
