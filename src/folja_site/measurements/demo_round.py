"""The round that the demo shows: the networks of the comparison at different stations.

The example says only that the interviews were held from October 2005 to January 2006. Every date
and respondent here is made up, counted back from the day the demo is loaded, and the board says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.utils import timezone

from folja.model import UnitKind
from folja_site.measurements.actions.approving import freeze
from folja_site.measurements.actions.links import make_link
from folja_site.measurements.actions.rounds import Plan, note_sent, open_round, plan_round
from folja_site.measurements.asked import asked_of
from folja_site.measurements.letters import Matter, in_languages
from folja_site.measurements.models import Participation, PersonalLink, Round
from folja_site.programmes.models import Programme
from folja_site.programmes.queries import tables

#: The point that the round asks about.
POINT = "2005-12-31"
NOTE = {
    "sv": "Påhittade datum och svarande. Rapporten säger bara att intervjuerna hölls från "
    "oktober 2005 till januari 2006.",
    "en": "Made-up dates and respondents. The report says only that the interviews were held from "
    "October 2005 to January 2006.",
}


@dataclass(frozen=True, slots=True)
class Course:
    """How many days ago a network passed each station; None is a station it has not passed."""

    letter: int | None = None
    opened: int | None = None
    prepared: int | None = None
    #: Negative is a day to come.
    booked: int | None = None
    held: int | None = None
    saved: int | None = None
    submitted: int | None = None
    returned: int | None = None
    approved: int | None = None
    reminded: int | None = None
    preparation: str = ""


#: Whoever is not named here takes the course of the last one.
COURSES = {
    "SI": Course(34, 31, 27, 21, 21, 8, 6, preparation="well"),
    "YWOOD": Course(34, 30, 24, 18, 18, 3, 2, preparation="partly"),
    "KONF": Course(24, reminded=9),
    "CRM": Course(34, 29, 12, -4, saved=11, preparation="partly"),
    "PROC": Course(34, 33, 28, 15, 15, 0, preparation="well"),
    "AFN": Course(34, 32, 26, 20, 20, 9, 8, 4, preparation="well"),
    "BIOFUEL": Course(34, 33, 30, 25, 25, 22, 21, None, 13, preparation="well"),
    "BFP": Course(34, 30, 26, 22, 22, 20, 18, None, 10, preparation="partly"),
    "NBC": Course(34, 31, 27, 24, 24, 17, 16, None, 7, preparation="not"),
}


def found_demo_round(programme: Programme) -> Round | None:
    """Make the demo's round where the programme has none and asks about the point; else nothing."""
    known = tables(programme, "units", "points", "indicators")
    if programme.rounds.exists() or POINT not in {p.id for p in known["points"]}:
        return None
    networks = [u for u in known["units"] if u.kind is UnitKind.NETWORK and u.in_comparison]
    now = timezone.now()
    made = plan_round(
        None,
        programme,
        Plan(
            name_sv="31 december 2005",
            name_en="31 December 2005",
            points=(POINT,),
            indicators=(),
            respondents={
                unit.id: (
                    f"Navet i {unit.short_name.sv or unit.name.sv}",
                    f"{unit.id.lower()}@demo.invalid",
                )
                for unit in networks
            },
            closes_on=(now + timedelta(days=11)).date(),
        ),
    )
    made.letter = {"note": NOTE}
    made.save(update_fields=["letter"])
    open_round(None, made, version=made.version)
    Round.objects.filter(pk=made.pk).update(opened_at=now - timedelta(days=35))
    points = tuple(p for p in known["points"] if p.id == POINT)
    matter = Matter(made, points, asked_of(made, known["indicators"]), "")
    for part in made.participations.all():
        _walk(part, COURSES.get(part.unit, COURSES["NBC"]), matter)
    return made


def _walk(part: Participation, course: Course, matter: Matter) -> None:
    """Let a network walk its course: letter and link as they are really made, dates set back."""
    asked = matter.round
    link, token = make_link(None, asked, [part.unit], respondent=part.respondent, email=part.email)
    kept = in_languages(matter, "letter", ["sv"])
    note_sent(None, [part], kind="letter", way="mail", subject=kept.subject, body=kept.body)
    part.messages.update(sent_at=_ago(course.letter))
    PersonalLink.objects.filter(pk=link.pk).update(
        created_at=_ago(course.letter), opened_at=_ago(course.opened)
    )
    Participation.objects.filter(pk=part.pk).update(
        letter_at=_ago(course.letter),
        reminded_at=_ago(course.reminded),
        prepared_at=_ago(course.prepared),
        preparation=course.preparation,
        interview_on=_ago(course.booked, hour=10),
        interviewed_at=_ago(course.held, hour=10),
        last_saved_at=_ago(course.saved),
        submitted_at=_ago(course.submitted),
        returned_at=_ago(course.returned),
        approved_at=_ago(course.approved),
    )
    if course.approved is not None:
        freeze(None, part)
    if course.returned is not None:
        part.questions.create(
            indicator="internal-marketing" if part.unit == "AFN" else "",
            point=POINT,
            text="Svaret ”13+05” går inte att läsa. Vad menade ni?",
        )
        part.questions.update(asked_at=_ago(course.returned))
    if settings.DEMO and course.submitted is None:
        # Its link works, so that somebody can see what a respondent sees.
        letter = in_languages(matter, "letter", ["sv"], link=f"http://localhost/answer/{token}/")
        send_mail(letter.subject, letter.body, None, [part.email])


def _ago(days: int | None, *, hour: int | None = None) -> datetime | None:
    if days is None:
        return None
    at = timezone.localtime() - timedelta(days=days)
    return at if hour is None else at.replace(hour=hour, minute=0, second=0, microsecond=0)
