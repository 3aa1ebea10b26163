"""Write actions on people: one function each, audited, in one transaction."""
