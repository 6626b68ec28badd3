"""Which pages show totals: the list of indicators, and the page of one with its files?"""
