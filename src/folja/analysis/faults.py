"""What the analysis refuses to do, said as a message that names the next move."""

from __future__ import annotations

from folja.text import Message, render


class AnalysisFault(ValueError):
    """A request that cannot be computed: an unknown point, an empty follow-up, an engine that does
    not answer.

    `message` words it for the user; the exception's own text is the English wording.
    """

    def __init__(self, message: Message) -> None:
        """Take the message and word it in English for whoever reads the log."""
        super().__init__(render(message, "en"))
        self.message = message
