"""What an indicator is: its definition, in versions, and who is expected to give it."""
