"""Programmes and all that is set up in them, kept as versioned entries of the library's tables."""
