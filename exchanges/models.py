"""Which rows does the exchanges package keep? Each noun has its own; this only gathers them for Django."""

from exchanges.gatherings.models import Gathering, GatheringGuest, GatheringStop

__all__ = ["Gathering", "GatheringGuest", "GatheringStop"]
