"""Which places are there, and what do they belong to?"""
