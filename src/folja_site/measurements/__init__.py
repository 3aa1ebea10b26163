"""Answers and how they are asked for: rounds, letters, links, the form, review, approval."""
