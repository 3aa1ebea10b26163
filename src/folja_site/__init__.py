"""Följa in the browser: a Django site over the library `folja`.

Holds people, permissions, rounds, answers and pages. Refuses to compute or serialise in ways of its
own: figures, findings and bundles are the library's.
"""
