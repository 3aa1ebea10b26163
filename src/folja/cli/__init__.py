"""The command line: commands, exit codes, progress and well set tables, in Swedish and English.

Everything it can do stands in `folja.workflows`; here it is only asked for and shown. Refuses to
show a traceback: what a user can mend is said in the user's language, what is ours goes to a log.
"""

from folja.cli.running import main

__all__ = ["main"]
