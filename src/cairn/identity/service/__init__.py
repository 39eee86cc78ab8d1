"""The verbs of accounts. Those that hash passwords open their own transactions, before and after it."""
