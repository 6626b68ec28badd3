"""What do we do together?"""
