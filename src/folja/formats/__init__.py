"""One package per format, all of one shape: bytes in, records and findings out, or a document in,
bytes out.

Formats never touch the place where a follow-up is stored except the bundle itself, and do not
import each other.
"""
