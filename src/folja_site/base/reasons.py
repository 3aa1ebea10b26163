"""Reasons that the site gives itself, told as people would: what is kept is a short code.

What somebody has written as a reason is shown as it was written.
"""

from __future__ import annotations

from folja.text import Language, Message, render

#: What is kept with a version or an event, and the word that tells it.
_KEPT = {
    "demo": "demo",
    "bundle": "bundle",
    "nothing": "nothing",
    "vasternorrland": "template",
    "blue-cluster": "template",
    "as everybody is asked": "as-all",
    "no longer asked": "not-asked",
    "not needed any longer": "not-needed",
    "the mail was not taken": "no-mail",
}


def reason_in_words(why: str, lang: Language) -> str:
    """Return a reason in words.

    >>> reason_in_words("no longer asked", "en"), reason_in_words("Räknat om.", "en")
    ('The question is no longer asked.', 'Räknat om.')
    """
    if why in _KEPT:
        return render(Message(f"site.reason.{_KEPT[why]}"), lang)
    if why.startswith("copy-") and " " not in why:
        return render(Message("site.reason.copy"), lang)
    return why
