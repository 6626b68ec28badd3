"""Which picture says this figure, in plain SVG, with the same figures as a table and as one sentence? (pure, no Django)"""
