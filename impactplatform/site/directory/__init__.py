"""Which pages speak of an organisation or a programme together with the coalitions above them?"""
