"""How actors are told in words: by what they are, never by name."""

from __future__ import annotations

from folja.text import Language, Message, render
from folja_site.access.roles import ROLES, Role


def actor_words(actor: str, lang: Language) -> str:
    """Return an actor of the audit trail in words.

    >>> actor_words("evaluator+owner #3", "en")
    'evaluator, programme owner'
    """
    kind = actor.partition(" #")[0]
    known = {role.value: ROLES[role][0].get(lang) for role in Role}
    known["link"] = ROLES[Role.RESPONDENT][0].get(lang)
    if kind == "system":
        return render(Message("review.actor.source"), lang)
    return ", ".join(known.get(part, part) for part in kind.split("+"))
