"""What is refused of a form, said with its place and the next move.

Holds the exception and the one way to raise it.
"""

from __future__ import annotations

from typing import NoReturn

from folja.text import Message, render


class FormRefused(ValueError):
    """A form that cannot be made, or a file that is no untouched form.

    `message` names the place and the next move; the exception's own text is the English wording.
    """

    def __init__(self, message: Message) -> None:
        """Take the message and word it in English for whoever reads the log."""
        super().__init__(render(message, "en"))
        self.message = message


def refuse(code: str, **params: object) -> NoReturn:
    """Raise `FormRefused` with the wording `workbook.refused.<code>`."""
    raise FormRefused(Message(f"workbook.refused.{code}", params))
