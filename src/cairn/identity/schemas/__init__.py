"""Wire shapes of accounts: what goes in, what is changed, what comes out."""
