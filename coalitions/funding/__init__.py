"""The common pot: money followed from the funder to what came of it."""
