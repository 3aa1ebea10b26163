"""Returning a form with a question, and telling the respondent that there is one.

The mail holds a link and how many questions wait, never the question: mail is read by others.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings

from folja_site.access.principal import Principal
from folja_site.measurements.actions.deciding import ask_back
from folja_site.measurements.actions.sending import recipients, send
from folja_site.measurements.letters import Matter
from folja_site.measurements.models import Participation


def ask_and_tell(
    principal: Principal,
    part: Participation,
    text: str,
    *,
    version: int,
    address: Callable[[str], str],
    indicator: str = "",
    point: str = "",
) -> str:
    """Return a form with a question and mail its respondent; says what became of the mail.

    "told" when it left, "stays" when the server has no mail to send it by, "failed" when the mail
    server did not take it, "no-address" when there is nobody to write to, "shut" when the round is
    closed and the form would take no reply. The question stands whatever becomes of the mail.
    Raises what `ask_back` raises.
    """
    ask_back(principal, part, text, version=version, indicator=indicator, point=point)
    if part.round.state != "open":
        return "shut"
    if not part.email:
        return "no-address"
    sender = principal.user.name if principal.user else ""
    waiting = part.questions.filter(replied_at__isnull=True).count()
    became = send(
        principal,
        Matter(part.round, (), (), sender, waiting),
        recipients([part]),
        kind="question",
        address=address,
    )
    if not became.sent:
        return "failed"
    return "stays" if settings.MAIL_STAYS else "told"
