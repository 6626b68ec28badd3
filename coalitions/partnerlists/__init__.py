"""Partner lists: a file, a plan, what was saved of it, and its undoing."""
