"""What follows from codes, dates and links between places? Values in, values out."""
