"""Write actions on imports: one function each, audited, in one transaction."""
