"""How do spreadsheets come in and go out, whatever made them, without ever running or trusting what they hold?"""
