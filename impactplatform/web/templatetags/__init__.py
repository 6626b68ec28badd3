"""Which tags and filters may every template use?"""
