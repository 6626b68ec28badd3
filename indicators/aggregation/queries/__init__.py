"""What are the totals, what are they made of, and what may be shown of them?"""
