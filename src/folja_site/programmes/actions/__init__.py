"""Write actions on programmes and entries: one function each, audited, in one transaction."""
