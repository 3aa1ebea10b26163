"""SQLite for Django with a queue before it: whoever writes waits for their turn, and gets it."""
