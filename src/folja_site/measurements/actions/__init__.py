"""Write actions on answers and rounds: one function each, audited, in one transaction."""
