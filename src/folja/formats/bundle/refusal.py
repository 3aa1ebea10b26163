"""What the bundle refuses, said as a message that names file, row, column and the next move.

Holds the one exception of the package. Refuses nothing itself.
"""

from __future__ import annotations

from folja.text import Message, render


class BundleRefused(ValueError):
    """A bundle that cannot be opened or written as asked.

    `message` words it for the user; the exception's own text is the English wording.

    >>> str(BundleRefused(Message("bundle.not-found", {"place": "a.zip"})))
    'There is no bundle at a.zip. Check the path.'
    """

    def __init__(self, message: Message) -> None:
        """Take the message and word it in English for whoever reads the log."""
        super().__init__(render(message, "en"))
        self.message = message


def refused(code: str, **params: object) -> BundleRefused:
    """Return the exception for a code of the family `bundle`, ready to be raised."""
    return BundleRefused(Message(f"bundle.{code}", params))
