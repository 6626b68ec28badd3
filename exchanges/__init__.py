"""What do we tell and learn from one another?"""
