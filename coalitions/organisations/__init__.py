"""Which partner organisations are there?"""
