"""What do the pages show that are made of several nouns, and those of the site itself?"""
