"""Long work a person can order, watch, leave and come back to."""
