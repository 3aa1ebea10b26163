"""Template filters for setting up."""
