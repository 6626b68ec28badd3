"""What is a coalition, where does it work, who belongs to it and who holds its seats?"""
