"""What a total is: how figures become it, how it is kept, and what it says."""
