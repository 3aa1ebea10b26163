"""Letters that no mail server took: they lie in a folder of the server and have reached nobody.

What tells is the newest message of a network: once a letter has been printed, sent or handed over
after it, or the hub has been heard from, the one that lay waits for nobody.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Max

from folja_site.measurements.models import Message, Round

#: How a letter that no mail server took went.
STAYS = "stays"
#: How a letter went that somebody has noted as handed over: by hand, or from a mail of their own.
BY_HAND = "by-hand"


def kept_in(asked: Round, opened: Mapping[str, datetime]) -> dict[str, Message]:
    """Return the letter that lies on the server for each network of a round that waits for it.

    `opened` tells when a link to a network was opened: one that was heard from waits no longer.
    """
    ours = Message.objects.filter(participation__round=asked).order_by()
    newest = ours.values("participation").annotate(newest=Max("id")).values("newest")
    lying = Message.objects.filter(pk__in=newest, way=STAYS).select_related("participation")
    found = {}
    for one in lying:
        part = one.participation
        heard = (part.last_saved_at, part.submitted_at, part.approved_at, opened.get(part.unit))
        if not any(at is not None and at > one.sent_at for at in heard):
            found[part.unit] = one
    return found
