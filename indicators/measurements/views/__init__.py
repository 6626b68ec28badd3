"""Which page shows or takes the figures of a month, what waits to be read, and the history of a cell?"""
