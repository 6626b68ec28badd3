"""How do figures become totals? States that merge, time before places, coverage, protection of small counts, words."""
