"""Roles and rules: what each role may do, as code, with descriptions in both languages.

A rule is one kind of action and the roles that may take it. What it is taken on (a programme, one
network) is resolved by `folja_site.access.governing`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from folja.text import Language, LocalText, Message, render


class Role(StrEnum):
    """What a person is in a programme; a respondent has no account and one link."""

    OWNER = "owner"
    STEERING = "steering"
    EVALUATOR = "evaluator"
    HUB = "hub"
    READER = "reader"
    OPERATOR = "operator"
    RESPONDENT = "respondent"


ROLES: dict[Role, tuple[LocalText, LocalText]] = {
    Role.OWNER: (
        LocalText("programägare", "programme owner"),
        LocalText(
            "Bygger programmet, öppnar omgångar och publicerar.",
            "Sets up the programme, opens rounds and publishes.",
        ),
    ),
    Role.STEERING: (
        LocalText("styrgrupp", "steering group"),
        LocalText(
            "Beslutar om mål och indikatorer, och läser.",
            "Decides on goals and indicators, and reads.",
        ),
    ),
    Role.EVALUATOR: (
        LocalText("utvärderare", "evaluator"),
        LocalText(
            "Granskar och skriver om de nätverk som uppdraget gäller.",
            "Reviews and writes about the networks of the assignment.",
        ),
    ),
    Role.HUB: (
        LocalText("nav", "hub"),
        LocalText("Svarar för sitt eget nätverk.", "Answers for its own network."),
    ),
    Role.READER: (
        LocalText("läsare", "reader"),
        LocalText("Läser det som är publicerat.", "Reads what is published."),
    ),
    Role.OPERATOR: (
        LocalText("driftansvarig", "operator"),
        LocalText(
            "Sköter servern; varje titt på innehåll loggas.",
            "Runs the server; every look at content is logged.",
        ),
    ),
    Role.RESPONDENT: (
        LocalText("svarande", "respondent"),
        LocalText(
            "Svarar genom en personlig länk, utan konto.",
            "Answers through a personal link, without an account.",
        ),
    ),
}


class Scope(StrEnum):
    """What a rule is about."""

    NOBODY = "nobody"  # anybody may, signed in or not
    SIGNED_IN = "signed-in"  # any account
    SOMEWHERE = "somewhere"  # any account with the role in some programme
    SITE = "site"  # the whole server
    PROGRAMME = "programme"  # one programme
    UNIT = "unit"  # one network of a programme


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may: roles that may for every network, and roles that may for their own networks."""

    scope: Scope
    roles: frozenset[Role] = frozenset()
    own: frozenset[Role] = frozenset()
    #: The address hands out a figure or text that somebody said: the operator's look is logged.
    content: bool = False


def _rule(scope: Scope, *roles: Role, own: tuple[Role, ...] = (), content: bool = False) -> Rule:
    return Rule(scope, frozenset(roles), frozenset(own), content)


_O, _S, _E, _H, _P, _R = (
    *(Role.OWNER, Role.STEERING, Role.EVALUATOR, Role.HUB),
    *(Role.OPERATOR, Role.RESPONDENT),
)

#: Every kind of action on the site.
RULES: dict[str, Rule] = {
    "open": _rule(Scope.NOBODY),
    "account": _rule(Scope.SIGNED_IN),
    "operate": _rule(Scope.SITE, _P),
    # Whoever owns a programme, or runs the server, may begin another one.
    "programme.found": _rule(Scope.SOMEWHERE, _O, _P),
    # A programme as a whole.
    "programme.read": _rule(Scope.PROGRAMME, _O, _S, _E, _P, content=True),
    "programme.set-up": _rule(Scope.PROGRAMME, _O),
    "programme.decide": _rule(Scope.PROGRAMME, _O, _S),
    "programme.people": _rule(Scope.PROGRAMME, _O),
    "programme.import": _rule(Scope.PROGRAMME, _O),
    "programme.download": _rule(Scope.PROGRAMME, _O, _S, _E, content=True),
    "programme.publish": _rule(Scope.PROGRAMME, _O),
    "programme.audit": _rule(Scope.PROGRAMME, _O, _P, content=True),
    "round.read": _rule(Scope.PROGRAMME, _O, _S, _E, _P, content=True),
    "round.manage": _rule(Scope.PROGRAMME, _O),
    "hub.home": _rule(Scope.PROGRAMME, _H),
    "review.read": _rule(Scope.PROGRAMME, _O, _E, content=True),
    "tie.declare": _rule(Scope.PROGRAMME, _E),
    # What concerns no network is for both; of a network's findings, the assigned evaluator decides.
    "review.decide": _rule(Scope.PROGRAMME, _O, _E),
    # One network.
    "unit.read": _rule(Scope.UNIT, _O, _S, _E, _P, own=(_H,), content=True),
    "unit.answer": _rule(Scope.UNIT, own=(_H, _E, _R)),
    "unit.receipt": _rule(Scope.UNIT, _O, own=(_H, _E, _R), content=True),
    "unit.plan": _rule(Scope.UNIT, _O, own=(_E,)),
    "unit.review": _rule(Scope.UNIT, own=(_E,)),
    "unit.write": _rule(Scope.UNIT, own=(_E,)),
    "unit.drafts": _rule(Scope.UNIT, own=(_E,), content=True),
    "unit.comment": _rule(Scope.UNIT, own=(_H,)),
}


def actor_in_words(actor: str, lang: Language) -> str:
    """Say in words who acted: roles for accounts, the respondent for a link, else the system.

    The actor is as the trail has it: "owner+evaluator #3", "link #7", "system".

    >>> [actor_in_words(one, "en") for one in ("owner+evaluator #3", "link #7", "system")]
    ['programme owner, evaluator', 'respondent', 'Följa']
    """
    label = actor.partition(" #")[0]
    if label == "link":
        return ROLES[Role.RESPONDENT][0].get(lang)
    known = [ROLES[Role(role)][0].get(lang) for role in label.split("+") if role in set(Role)]
    return ", ".join(known) or render(Message("access.trail.system"), lang)
