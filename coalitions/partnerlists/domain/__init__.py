"""What do columns, rows and look-alikes of a partner list mean? Pure: texts in, decisions out."""
