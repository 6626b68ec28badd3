"""What can be done with coalitions at the command line?"""
