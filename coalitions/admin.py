"""Which rooms have something to show on the maintenance site?"""

from coalitions.actions import admin as actions
from coalitions.collectives import admin as collectives
from coalitions.organisations import admin as organisations
from coalitions.programmes import admin as programmes
from coalitions.territories import admin as territories
from coalitions.vision import admin as vision

__all__ = ["actions", "collectives", "organisations", "programmes", "territories", "vision"]
