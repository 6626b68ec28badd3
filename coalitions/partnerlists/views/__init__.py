"""How does a coordinator bring a list of partners, step by step, with nothing saved before they say so?"""
