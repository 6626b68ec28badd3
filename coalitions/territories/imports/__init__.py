"""How do places arrive: tables, GeoJSON, and the public files of France and Montréal?"""
