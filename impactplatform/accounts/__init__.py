"""Who are the people, how do they sign in, and what may each role do?"""
