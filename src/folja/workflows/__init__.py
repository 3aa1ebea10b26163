"""The use cases that command line, site and notebooks share, one module each.

Opening, reading texts, importing, checking, resolving, adding up, reporting, forms, validating:
each takes plain arguments and returns records, and words its result as plain JSON for scripts.
Refuses to print, to ask and to know about terminals or requests.
"""
