"""The commands of indicators."""
