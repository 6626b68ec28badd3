"""Which pages show and change a coalition?"""
