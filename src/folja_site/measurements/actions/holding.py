"""Holding a form open while something is saved in it: closed is closed, whoever looked before.

A view that looks and then saves leaves a moment between the two. Here the look is a part of the
save: until the transaction has ended nobody closes the round, takes the form in or approves it.
"""

from __future__ import annotations

from folja_site.access.principal import Principal
from folja_site.measurements.actions.answers import Frozen
from folja_site.measurements.answering_access import why_shut
from folja_site.measurements.models import Participation, Round


class Shut(Frozen):
    """The form takes no more from whoever writes; `reason` says what has happened to it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def hold_open(principal: Principal, participation: Participation) -> None:
    """Keep a form open until the transaction ends; raises `Shut` when it no longer is.

    The round is taken before the network's part in it, in the order in which a change of the round
    takes them: in another they would wait for each other for ever. Within `changing` the programme
    has been taken before both.
    """
    asked = Round.objects.select_for_update(no_key=True).get(pk=participation.round_id)
    parts = Participation.objects.select_for_update(no_key=True)
    stands = parts.filter(pk=participation.pk).first()
    if stands is None:  # left out of the round meanwhile
        raise Shut("round")
    stands.round = asked
    if reason := why_shut(principal, stands):
        raise Shut(reason)
