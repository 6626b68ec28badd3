"""How do we know? Definitions, figures and their totals."""
