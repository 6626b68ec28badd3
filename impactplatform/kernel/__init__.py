"""Pure values and decisions that every room of the platform shares; no Django, no clock."""
