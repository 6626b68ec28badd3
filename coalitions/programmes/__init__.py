"""Which larger efforts bring coalitions together?"""
