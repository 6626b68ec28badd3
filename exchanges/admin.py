"""Which rooms have something to show on the maintenance site?"""

from exchanges.gatherings import admin as gatherings

__all__ = ["gatherings"]
