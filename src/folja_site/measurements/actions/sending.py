"""Sending letters: a link of its own for each respondent, mail, and the log of what left.

A letter is never sent inside a transaction: a slow mail server must not hold the database, and a
letter that has left cannot be taken back by undoing. So a link is made and saved first, the mail
goes, and only then is it logged; when the mail is refused its link is taken back and nothing is
logged.
"""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.mail import EmailMessage, get_connection

from folja.text import Language
from folja_site.access.principal import Principal
from folja_site.measurements.actions.links import make_link, revoke_link
from folja_site.measurements.actions.rounds import note_sent
from folja_site.measurements.letters import Matter, in_languages
from folja_site.measurements.models import Participation

#: Letters per click: a request that sends more would outlive the server's patience.
AT_ONCE = 50
#: Seconds that the mail server has to answer.
PATIENCE = 15

logger = logging.getLogger("folja_site.mail")


@dataclass(frozen=True, slots=True)
class Recipient:
    """A respondent, and the networks that one letter to that address is about."""

    respondent: str
    email: str
    parts: tuple[Participation, ...]

    @property
    def units(self) -> tuple[str, ...]:
        """The ids of the networks."""
        return tuple(part.unit for part in self.parts)


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of a sending: who got a letter, who did not."""

    sent: tuple[Recipient, ...]
    failed: tuple[Recipient, ...]


def recipients(parts: Iterable[Participation]) -> tuple[Recipient, ...]:
    """Gather networks under the address that answers for them; without an address each is alone."""
    gathered: dict[str, list[Participation]] = {}
    for part in parts:
        gathered.setdefault(part.email.strip().lower() or f"#{part.pk}", []).append(part)
    return tuple(
        Recipient(found[0].respondent, found[0].email, tuple(found)) for found in gathered.values()
    )


def send(
    principal: Principal | None,
    matter: Matter,
    to: Sequence[Recipient],
    *,
    kind: str,
    langs: Sequence[Language],
    address: Callable[[str], str],
) -> Sent:
    """Send a letter or reminder to respondents; `address` turns a token into a link.

    Stops trying when the mail server cannot be reached at all, since the next would wait as long.
    """
    sent: list[Recipient] = []
    failed: list[Recipient] = []
    connection = get_connection(timeout=PATIENCE)
    reachable = _opened(connection)
    for one in to[:AT_ONCE]:
        if not reachable:
            failed.append(one)
            continue
        link, token = make_link(
            principal, matter.round, one.units, respondent=one.respondent, email=one.email
        )
        letter = in_languages(matter, kind, langs, link=address(token))
        try:
            EmailMessage(
                letter.subject, letter.body, None, [one.email], connection=connection
            ).send()
        except (smtplib.SMTPException, OSError) as reason:
            logger.warning("A letter was not taken by the mail server: %s", type(reason).__name__)
            revoke_link(principal, link, why="the mail was not taken")
            failed.append(one)
            reachable = isinstance(reason, smtplib.SMTPRecipientsRefused)
            continue
        kept = in_languages(matter, kind, langs)
        note_sent(principal, one.parts, kind=kind, way="mail", subject=kept.subject, body=kept.body)
        sent.append(one)
    connection.close()
    return Sent(tuple(sent), tuple(failed))


def _opened(connection: Any) -> bool:
    """Open the connection once for all letters; say whether there was anybody at the other end."""
    try:
        connection.open()
    except (smtplib.SMTPException, OSError) as reason:
        logger.warning("The mail server cannot be reached: %s", type(reason).__name__)
        return False
    return True
