"""What decisions are refused for, said as a message that names the place and the next move."""

from __future__ import annotations

from folja.text import Message, render


class QualityFault(ValueError):
    """A decision that cannot be taken: no such finding, no value that can be read, no reason.

    `message` words it for the user; the exception's own text is the English wording.
    """

    def __init__(self, message: Message) -> None:
        """Take the message and word it in English for whoever reads the log."""
        super().__init__(render(message, "en"))
        self.message = message
