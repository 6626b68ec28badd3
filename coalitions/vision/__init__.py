"""What do we want together?"""
