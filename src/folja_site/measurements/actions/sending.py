"""Sending letters: a link of its own for each respondent, mail, and the log of what left.

A letter is never sent inside a transaction: a slow mail server must not hold the database, and a
letter that has left cannot be taken back by undoing. So the links are made and saved first, the
mails go, and only then are they logged; where a mail is refused its link is taken back and nothing
is logged as sent. Without a mail server letters stay in a folder, and are logged as staying there
until somebody notes that they have been handed over.
"""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from folja.text import Language
from folja_site.access.principal import Principal
from folja_site.base.auditing import one_event
from folja_site.measurements.actions.links import make_link, revoke_link
from folja_site.measurements.actions.rounds import note_sent
from folja_site.measurements.kept import STAYS
from folja_site.measurements.letters import Matter, in_languages, langs_of
from folja_site.measurements.models import Participation, PersonalLink

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
    langs: tuple[Language, ...] = ("sv",)

    @property
    def named(self) -> dict[str, str]:
        """Who it is, as a link is made out."""
        return {"respondent": self.respondent, "email": self.email}

    @property
    def units(self) -> tuple[str, ...]:
        """The ids of the networks."""
        return tuple(part.unit for part in self.parts)


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of a sending: whose letter left or stays on the server, whose was refused."""

    sent: tuple[Recipient, ...]
    failed: tuple[Recipient, ...]


def recipients(parts: Iterable[Participation]) -> tuple[Recipient, ...]:
    """Gather networks under the address that answers for them; without an address each is alone."""
    gathered: dict[str, list[Participation]] = {}
    for part in parts:
        gathered.setdefault(part.email.strip().lower() or f"#{part.pk}", []).append(part)
    return tuple(
        Recipient(found[0].respondent, found[0].email, tuple(found), langs_of(found[0].lang))
        for found in gathered.values()
    )


def answered_by(principal: Principal | None) -> list[str]:
    """Return who gets what is written back: the sender, for the server's own address reads none."""
    user = principal.user if principal else None
    return [user.email] if user and user.email else []


def send(
    principal: Principal | None,
    matter: Matter,
    to: Sequence[Recipient],
    *,
    kind: str,
    address: Callable[[str], str],
) -> Sent:
    """Send letters, each in its respondent's language; `address` turns a token into a link.

    One event tells which links were made, and one which letters left. Stops trying when the mail
    server cannot be reached at all, since the next would wait as long.
    """
    sent: list[tuple[Recipient, PersonalLink]] = []
    failed: list[tuple[Recipient, PersonalLink]] = []
    connection = get_connection(timeout=PATIENCE)
    if not _opened(connection):
        return Sent((), tuple(to[:AT_ONCE]))
    about: dict[str, Any] = {
        "programme": matter.round.programme,
        "subject": f"round #{matter.round.pk}",
    }
    with one_event(principal, "link.make", **about):
        made = [
            (one, make_link(principal, matter.round, one.units, **one.named))
            for one in to[:AT_ONCE]
        ]
    reachable = True
    way = STAYS if settings.MAIL_STAYS else "mail"
    try:
        for one, (link, token) in made:
            became = sent if reachable else failed
            if reachable:
                told = matter.to(one.units)
                letter = in_languages(told, kind, one.langs, link=address(token))
                mail = EmailMessage(
                    letter.subject,
                    letter.body,
                    None,
                    [one.email],
                    connection=connection,
                    reply_to=answered_by(principal),
                )
                try:
                    mail.send()
                except (smtplib.SMTPException, OSError) as reason:
                    kind_of_fault = type(reason).__name__
                    logger.warning("The mail server did not take a letter: %s", kind_of_fault)
                    became = failed
                    reachable = isinstance(reason, smtplib.SMTPRecipientsRefused)
            became.append((one, link))
    finally:  # what has left is logged, whatever happens to the rest
        with one_event(principal, f"round.{kind}", **about):
            for one, _ in sent:
                kept = in_languages(matter.to(one.units), kind, one.langs)
                words = {"subject": kept.subject, "body": kept.body}
                note_sent(principal, one.parts, kind=kind, way=way, **words)
            for _, link in failed:
                revoke_link(principal, link, why="the mail was not taken")
    connection.close()
    return Sent(tuple(one for one, _ in sent), tuple(one for one, _ in failed))


def hand_over(
    principal: Principal | None,
    matter: Matter,
    one: Recipient,
    *,
    kind: str,
    way: str,
    token: str,
) -> PersonalLink:
    """Log a letter on paper with the link that stands in it, in one event."""
    subject = f"round #{matter.round.pk}"
    programme = matter.round.programme
    with one_event(principal, f"round.{kind}", programme=programme, subject=subject):
        link, _ = make_link(principal, matter.round, one.units, token=token, **one.named)
        kept = in_languages(matter.to(one.units), kind, one.langs[:1])
        note_sent(principal, one.parts, kind=kind, way=way, subject=kept.subject, body=kept.body)
    return link


def _opened(connection: Any) -> bool:
    """Open the connection once for all letters; say whether there was anybody at the other end."""
    try:
        connection.open()
    except (smtplib.SMTPException, OSError) as reason:
        logger.warning("The mail server cannot be reached: %s", type(reason).__name__)
        return False
    return True
