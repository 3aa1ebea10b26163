"""Template tags of the measurements."""
