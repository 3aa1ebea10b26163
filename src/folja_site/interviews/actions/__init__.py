"""Write actions on notes, drafts and comments: one function each, audited, in one transaction."""
