"""Reading drafts and comments: what the evaluator has, what the hub is shown, what is public."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from folja.model import CaseText, Disagreement, Theme
from folja.text import LocalText
from folja_site.interviews.models import Draft, DraftVersion, HubComment
from folja_site.programmes.models import Programme
from folja_site.programmes.queries import entries, record_of, records

#: What the general description is called in addresses and in what a comment is about.
DESCRIPTION = "description"


@dataclass(frozen=True, slots=True)
class Working:
    """A text as the evaluator finds it: the draft, or what is published where none is begun."""

    theme: str
    draft: Draft | None
    published: CaseText | None
    published_at: datetime | None = None

    @property
    def body(self) -> LocalText:
        """The words to go on from."""
        if self.draft is not None:
            return LocalText(self.draft.body_sv, self.draft.body_en)
        return self.published.body if self.published else LocalText()

    @property
    def state(self) -> str:
        """Empty, private, shared or published."""
        if self.draft is not None:
            return self.draft.state
        return "published" if self.published else "empty"

    @property
    def version(self) -> int:
        """The version that a writer has seen, 0 for none."""
        return self.draft.version if self.draft else 0

    @property
    def saved_at(self) -> datetime | None:
        """When the words were last saved, here or where they come from."""
        return self.draft.changed_at if self.draft else self.published_at

    @property
    def about(self) -> str:
        """What a comment on it is about."""
        return f"draft/{self.theme or DESCRIPTION}"


def theme_of(address: str, themes: tuple[Theme, ...]) -> str | None:
    """Return the theme that an address names, "" for the description, None for nothing."""
    if address == DESCRIPTION:
        return ""
    return address if any(theme.id == address for theme in themes) else None


def published_texts(programme: Programme, unit: str) -> dict[str, CaseText]:
    """Return the newest case text of a network by theme; the description stands under ""."""
    return {theme: text for theme, (text, _) in _published(programme, unit).items()}


def _published(programme: Programme, unit: str) -> dict[str, tuple[CaseText, datetime]]:
    found: dict[str, tuple[CaseText, datetime]] = {}
    for entry in entries(programme, "case_texts", unit=unit):
        text: CaseText = record_of(entry)
        there = found.get(text.theme or "")
        if there is None or text.version > there[0].version:
            found[text.theme or ""] = text, entry.changed_at
    return found


def workings(programme: Programme, unit: str, themes: tuple[Theme, ...]) -> tuple[Working, ...]:
    """Return the description and the theme texts of a network; two questions to the database."""
    drafts = {d.theme: d for d in Draft.objects.filter(programme=programme, unit=unit)}
    texts = _published(programme, unit)
    keys = ("", *(theme.id for theme in themes))
    return tuple(Working(key, drafts.get(key), *texts.get(key, (None, None))) for key in keys)


def shared_texts(programme: Programme, unit: str) -> dict[str, DraftVersion]:
    """Return, by theme, the newest version of each draft that has been shown to the hub."""
    found: dict[str, DraftVersion] = {}
    versions = DraftVersion.objects.filter(
        draft__programme=programme, draft__unit=unit, state__in=("shared", "published")
    ).select_related("draft")
    for version in versions.order_by("version", "id"):
        found[version.draft.theme] = version
    return found


def comments_on(programme: Programme, unit: str) -> dict[str, list[HubComment]]:
    """Return all that a hub has said, newest first, by what it is about."""
    found: dict[str, list[HubComment]] = {}
    for one in HubComment.objects.filter(programme=programme, unit=unit):
        about = one.about.replace("draft/general", f"draft/{DESCRIPTION}")
        found.setdefault(about, []).append(one)
    return found


def theme_about(about: str) -> str | None:
    """Return the theme that a comment on a text is about, "" for the description, else None.

    >>> theme_about("draft/theme-1"), theme_about("draft/description"), theme_about("reflection")
    ('theme-1', '', None)
    """
    kind, _, theme = about.partition("/")
    if kind != "draft":
        return None
    return "" if theme in (DESCRIPTION, "general") else theme


def published_themes(programme: Programme, unit: str) -> set[str]:
    """Return the themes ("" the description) under which a text was ever published from here.

    What is published stands while a newer version of it is being written.
    """
    versions = DraftVersion.objects.filter(
        draft__programme=programme, draft__unit=unit, state="published"
    )
    return set(versions.order_by().values_list("draft__theme", flat=True).distinct())


def stance_of(said: list[HubComment]) -> str:
    """Return the hub's latest stance: it agrees, it disagrees, or it has not said."""
    return next((one.stance for one in said if one.stance), "")


def unsaid(programme: Programme, unit: str) -> int:
    """Return how many texts have been shown to a hub that it has neither agreed with nor not."""
    said = comments_on(programme, unit)
    return sum(
        not stance_of(said.get(f"draft/{theme or DESCRIPTION}", []))
        for theme in shared_texts(programme, unit)
    )


@dataclass(frozen=True, slots=True)
class Voices:
    """What a hub says in public beside the texts about it."""

    reflection: HubComment | None
    #: The latest stance on each published text, by theme ("" the description).
    stances: Mapping[str, HubComment]
    #: What stands against texts without having been said here: it came with a bundle.
    held: tuple[Disagreement, ...] = ()


def voices(programme: Programme, unit: str) -> Voices:
    """Return a hub's reflection and its standing agreement or disagreement on published texts."""
    said = comments_on(programme, unit)
    stances = {}
    for theme in sorted(published_themes(programme, unit)):
        found = said.get(f"draft/{theme or DESCRIPTION}", [])
        latest = next((one for one in found if one.stance), None)
        if latest is not None:
            stances[theme] = latest
    known = records(programme, "disagreements", unit=unit)
    held = tuple(one for one in known if (one.theme or "") not in stances)
    return Voices(next(iter(said.get("reflection", [])), None), stances, held)
