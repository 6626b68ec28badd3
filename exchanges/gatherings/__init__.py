"""Which visits and gatherings brought people together?"""
