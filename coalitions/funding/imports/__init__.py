"""How does a ledger kept in a spreadsheet become rows of a pot? Each row through its operation, all of them or none."""
