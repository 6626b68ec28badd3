"""Which pages show a pot and write its ledger?"""
