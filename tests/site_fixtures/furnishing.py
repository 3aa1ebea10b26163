"""Everything that can stand in a programme, in every state, for proofs that go through all pages.

Rounds in each state with their links, questions, talks, drafts, comments, imports, invitations and
publications: for the network that is one's own, for a foreign one, and in another programme. Every
text field can carry a mark, by which it is found again wherever it comes out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.utils import timezone

from folja.formats.bundle import encode_row, write_bundle
from folja.model import (
    Adaptation,
    Basis,
    Indicator,
    IndicatorTheme,
    Measure,
    Observation,
    Target,
)
from folja.text import LocalText
from folja.values import read
from folja_site.access.models import DeclaredTie, Invitation, User
from folja_site.access.tokens import hash_of
from folja_site.bundling.building import follow_up_of
from folja_site.exchange.actions.imports import stage
from folja_site.exchange.comparing import compare
from folja_site.exchange.laying import lay_tables
from folja_site.exchange.models import Import
from folja_site.exchange.preview import preview
from folja_site.exchange.staging import Staged
from folja_site.exchange.working import Outcome
from folja_site.interviews.models import Draft, DraftVersion, HubComment, InterviewText
from folja_site.measurements.actions.answers import columns_of, observation_of, save_answer
from folja_site.measurements.models import (
    Answer,
    AnswerVersion,
    Message,
    Participation,
    PersonalLink,
    ReturnedQuestion,
    Round,
)
from folja_site.programmes.actions.entries import save_entry
from folja_site.programmes.models import Entry, EntryVersion, Programme
from folja_site.programmes.queries import record_of
from folja_site.results.models import Publication, PublishedFile
from site_fixtures.people import ACCOUNTS, FOREIGN, LINKS, OWN, make_link
from site_fixtures.world import make_round

Mark = Callable[[str], str]

#: The states of a round, and of the two networks' part in it.
ROUNDS = ("open", "handed-in", "returned", "approved", "closed", "draft", "published")
TOPICS = ("background", "history", "development", "relations", "engagement", "communication")
#: Fields of records that hold words of people and no codes.
FREE = {"persons", "organisation", "author", "actors", "meetings", "comment", "grounds"}


@dataclass(slots=True)
class World:
    """The rows that addresses lead to, by what they are called there."""

    programme: Programme
    other: Programme
    rounds: dict[str, Round] = field(default_factory=dict)
    other_round: Round | None = None
    links: dict[str, PersonalLink] = field(default_factory=dict)
    #: What stands at a place of an address: (place, network or other programme) -> value.
    rows: dict[tuple[str, str], Any] = field(default_factory=dict)


def unmarked(unit: str) -> str:
    """Leave texts as they are."""
    return ""


def furnish(programme: Programme, other: Programme, *, mark: Mark = unmarked) -> World:
    """Put everything into two programmes and return where it stands."""
    world = World(programme, other)
    for state in ROUNDS:
        world.rounds[state] = _round(programme, state, mark)
    world.other_round = _round(other, "open", mark)
    for state in LINKS:
        world.links[state] = make_link(world.rounds["open"], state)
    world.links["handed-in"] = make_link(world.rounds["handed-in"])
    for where, place in ((programme, ""), (other, "other")):
        opened = world.rounds["open"] if where is programme else world.other_round
        for unit in (FOREIGN, OWN):  # where one place stands for both, one's own comes last
            _unit(world, where, opened, unit, place or unit, mark)
        _programme(world, where, opened, place or OWN, mark)
    return world


def _round(programme: Programme, state: str, mark: Mark) -> Round:
    plain = state if state in ("draft", "closed", "published") else "open"
    made = make_round(programme, plain, name=f"Omgång {state}")
    now = timezone.now()
    stations = {
        "handed-in": {"submitted_at": now},
        "returned": {"submitted_at": now, "returned_at": now},
        "approved": {"submitted_at": now, "approved_at": now},
        "published": {"submitted_at": now, "approved_at": now},
    }.get(state, {})
    mine = Participation.objects.filter(round=made, unit__in=(OWN, FOREIGN))
    mine.update(**stations)
    for part in Participation.objects.filter(round=made):
        part.respondent = f"Kim {mark(part.unit)}".strip()
        part.save()
    return made


def _unit(
    world: World, programme: Programme, round: Round, unit: str, place: str, mark: Mark
) -> None:
    part = Participation.objects.get(round=round, unit=unit)
    said = f"Sagt om {unit} {mark(unit)}".strip()
    private = f"Enskilt om {unit} {mark(unit)} {mark('private ' + unit)}".strip()
    for topic in TOPICS:
        InterviewText.objects.create(participation=part, topic=topic, text=said)
        InterviewText.objects.create(participation=part, topic=topic, text=private, private=True)
    world.rows["questions", place] = ReturnedQuestion.objects.create(
        participation=part, indicator="", text=said
    )
    # A question that stands with a round that came back.
    back = Participation.objects.filter(
        round__programme=programme, unit=unit, returned_at__isnull=False
    )
    for one in back:
        ReturnedQuestion.objects.create(participation=one, text=said)
    Message.objects.create(participation=part, kind="letter", subject=said, body=said)
    states = ("private", "shared", "published", "private", "shared")
    themes = ("", *(f"theme-{n}" for n in range(1, 5)))
    for theme, state in zip(themes, states, strict=True):
        words = private if state == "private" else said
        draft = Draft.objects.create(
            programme=programme,
            unit=unit,
            theme=theme,
            body_sv=words,
            body_en=words,
            state=state,
            valid_on=date(2006, 1, 1),
        )
        DraftVersion.objects.create(
            draft=draft, version=1, body_sv=words, body_en=words, state=state, actor="evaluator"
        )
    for about in ("draft/theme-1", "reflection"):
        world.rows["comments", place] = HubComment.objects.create(
            programme=programme, unit=unit, about=about, stance="disagrees", text=said, actor="hub"
        )
    user = User.objects.get(email=ACCOUNTS["evaluator"])
    DeclaredTie.objects.create(user=user, programme=programme, unit=unit, text=said)
    answer = Answer.objects.filter(programme=programme, unit=unit).order_by("id").first()
    if answer is not None:
        Answer.objects.filter(pk=answer.pk).update(frozen=True)
    world.rows["answers", place] = answer


def _programme(world: World, programme: Programme, round: Round, place: str, mark: Mark) -> None:
    now = timezone.now()
    world.rows["import", place] = _import(programme, mark)
    world.rows["invitation", place] = Invitation.objects.create(
        email=f"invited-{place.lower()}@example.invalid",
        programme=programme,
        role="reader",
        token_hash=hash_of(f"invitation-{place}"),
        expires_at=now + timedelta(days=14),
    )
    published = Publication.objects.create(
        programme=programme, round=round, number=1, digest="0" * 64, title_sv="Första rapporten"
    )
    world.rows["number", place] = published.number
    world.rows["published-file", place] = PublishedFile.objects.create(
        publication=published,
        name="rapport.sv.html",
        media_type="text/html",
        lang="sv",
        sha256="0" * 64,
        content=b"<!doctype html><title>Rapport</title><p>Rapport</p>",
    )
    world.rows["role", place] = programme.memberships.exclude(role="owner").first()
    world.rows["links", place] = make_link(round)


def _import(programme: Programme, mark: Mark) -> Import:
    """Stage a table of two answers, one of which has to be settled first."""
    now = follow_up_of(programme)
    rows = (
        f"Antal konkreta samarbetsaktiviteter med företag ur nätverket;15;50 {mark(OWN)}\n"
        f"Antal individer i strategiska nätverk;0;ca 39/41\nEn annan fråga {mark(OWN)};1;2\n"
    )
    table = f"Processum\nIndikator;2004-01-01;2005-12-31\n{rows}".encode()
    laid = lay_tables(now, [("Processum.csv", table)], {})
    found = compare(now, laid, {})
    with TemporaryDirectory() as folder:
        path = Path(folder) / "staged.zip"
        write_bundle(found.follow_up, path)
        outcome = Outcome(
            preview(now, laid, found, kind="tables", files=["Processum.csv"]), path.read_bytes()
        )
    staged = Staged((("Processum.csv", table),), outcome, programme.data_version, {})
    return stage(None, programme, staged)


def plant(programme: Programme, mark: Mark, *, names: bool = False) -> None:
    """Put each network's mark into every text that is about it, and into one of its answers.

    Names of networks stay as they are unless asked for: everybody knows them.
    """
    for unit in (FOREIGN, OWN):
        _own_question(programme, unit, mark)
    for entry in Entry.objects.filter(programme=programme, gone=False):
        if not entry.unit and entry.table != "projects" and not names:
            continue
        made = record_of(entry)
        unit = entry.unit or (made.units[0] if entry.table == "projects" else "")
        if entry.table == "claims" and not unit:
            continue
        changed = _marked(made, mark(unit), names=names or entry.table != "units")
        entry.cells = encode_row(changed)
        entry.version += 1
        entry.save()
        EntryVersion.objects.create(
            entry=entry, version=entry.version, cells=entry.cells, actor="x", why=mark(unit)
        )
    seen: set[str] = set()
    for answer in Answer.objects.filter(programme=programme).order_by("-id"):
        observation = replace(observation_of(answer), comment=mark(answer.unit))
        if answer.unit not in seen:  # its last answer cannot be read
            seen.add(answer.unit)
            observation = replace(observation, reading=read(f"kanske {mark(answer.unit)}"))
        for name, value in columns_of(observation).items():
            setattr(answer, name, value)
        answer.remark = mark(answer.unit)
        answer.version += 1
        answer.save()
        AnswerVersion.objects.create(
            answer=answer,
            version=answer.version,
            cells=answer.cells,
            remark=answer.remark,
            actor="x",
            why=mark(answer.unit),
        )
    programme.data_version += 1
    programme.save()


def _own_question(programme: Programme, unit: str, mark: Mark) -> None:
    """Let a network have added a question with a target and an answer, and renamed another."""
    point = "2005-12-31"
    if not Entry.objects.filter(programme=programme, table="points", key=point).exists():
        return
    said = LocalText(f"Egen {mark(unit)}".strip(), f"Own {mark(unit)}".strip())
    asked = f"{unit}-own-planted"
    made = Indicator(
        id=asked,
        no=900 + len(unit),
        name=said,
        short_name=said,
        label=said,
        definition=said,
        unit=said,
        measure=Measure.FLOW,
    )
    named = {"unit": unit, "comparability": "same", "label": said, "reason": said}
    added = Adaptation(id=f"{asked}-add", indicator=asked, action="add", **named)
    renamed = Adaptation(id=f"{asked}-new", indicator="employees", action="rename", **named)
    theme = IndicatorTheme(id=f"{asked}-1", indicator=asked, theme="theme-1", basis=Basis.STATED)
    target = Target(
        id=f"{asked}-at", indicator=asked, unit=unit, point=point, words="5", reason=said
    )
    rows: tuple[tuple[str, Any], ...] = (
        ("adaptations", added),
        ("adaptations", renamed),
        ("indicators", made),
        ("indicator_themes", theme),
        ("targets", target),
    )
    for table, row in rows:
        save_entry(None, programme, table, row)
    told = Observation(
        unit=unit, indicator=asked, point=point, reading=read("7"), comment=mark(unit)
    )
    save_answer(None, programme, told, version=None, remark=mark(unit))


def _marked(record: Any, words: str, *, names: bool) -> Any:
    changed: dict[str, Any] = {}
    for one in fields(record):
        value = getattr(record, one.name)
        if isinstance(value, LocalText):
            if not names and one.name in ("name", "short_name"):
                continue
            changed[one.name] = LocalText(
                f"{value.get('sv')} {words}".strip(), f"{value.get('en')} {words}".strip()
            )
        elif one.name in FREE and isinstance(value, str):
            changed[one.name] = f"{value} {words}".strip()
    return replace(record, **changed)
