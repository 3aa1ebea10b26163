"""What every page of results begins with: the newest figures, what was chosen, who is reading."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import wraps
from typing import Any, TypeVar

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from folja.model import FollowUp, Unit
from folja.reporting.asking import Asked
from folja.reporting.matter import Matter
from folja.reporting.printing import number_in_words
from folja.reporting.wording import capital
from folja.text import Language, Message
from folja.text import render as word
from folja_site.results.choosing import Choice, Field, choice_of, sentence
from folja_site.results.figures import Figures, figures_of
from folja_site.results.remembering import remembered
from folja_site.results.setting import Setter
from folja_site.results.telling import matter_of

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Seen:
    """One reader's look at a programme: figures of one state, a choice, a language.

    `asking` holds the indicators of an open round that is looked at: they are asked though nobody
    may have answered them yet.
    """

    request: Any
    figures: Figures
    choice: Choice
    lang: Language
    asking: frozenset[str] = frozenset()

    @property
    def follow_up(self) -> FollowUp:
        """The follow-up without its answers."""
        return self.figures.catalogue()

    @property
    def asked(self) -> Asked:
        """What was asked at the points that are looked at."""
        return self._asked(self.choice.start)

    @property
    def asked_last(self) -> Asked:
        """What was asked at the later of them, of which a strip has its squares."""
        return self._asked(self.choice.end)

    def _asked(self, first: str) -> Asked:
        answered = self.figures.asked(first, self.choice.end)
        return replace(answered, put=answered.put | self.asking) if self.asking else answered

    @property
    def compared(self) -> tuple[Unit, ...]:
        """The networks in the comparison that have told anything."""
        told = self.figures.told()
        return tuple(unit for unit in self.follow_up.compared if unit.id in told)

    @property
    def whole(self) -> bool:
        """Whether the reader may see every network."""
        request = self.request
        return bool(request.principal.may("programme.read", request.programme.pk))

    @property
    def readable(self) -> frozenset[str] | None:
        """The networks whose figures the reader may see; None for all."""
        if self.whole:
            return None
        request, units = self.request, tuple(self.follow_up.unit_by_id)
        return frozenset(request.principal.visible_units(request.programme.pk, units))

    def matter(
        self,
        *,
        units: Collection[str] | None = None,
        indicator: str | None = None,
        answers: bool = True,
    ) -> Matter:
        """Return what a page tells from."""
        return matter_of(
            self.figures,
            self.lang,
            start=self.choice.start,
            end=self.choice.end,
            units=units,
            indicator=indicator,
            readable=self.readable,
            answers=answers,
        )

    @property
    def setter(self) -> Setter:
        """What sets blocks for this reader."""
        return Setter(
            self.request.programme.slug,
            self.lang,
            self.follow_up,
            whole=self.whole,
            units=self.readable or frozenset(),
            query=self.choice.query,
        )

    def once(self, what: str, make: Callable[[], Made]) -> Made:
        """Return what `make` makes for all who see the same figures, choice, language and networks.

        `make` may use nothing but these: neither the reader nor what the database holds now.
        """
        key = (what, self.figures.path, self.choice, self.lang, self.whole, self.readable)
        return remembered(key, make)

    def set(self, template: str, shown: Mapping[str, Any]) -> SafeString:
        """Return a part of a page, set from what it shows, the programme and the language alone."""
        around = {"programme": self.request.programme, "lang": self.lang}
        return render_to_string(template, around | dict(shown))

    def sentence(self, *only: str) -> tuple[Field, ...]:
        """Return the sentence of choices."""
        return sentence(self.choice, self.figures, self.lang, only=only)

    def say(self, code: str, **params: object) -> str:
        """Word a message of the results."""
        return word(Message(f"results.{code}", params), self.lang)

    def number(self, n: int, *, first: bool = False) -> str:
        """Print a small count in words; `first` begins a sentence."""
        told = number_in_words(Decimal(n), self.lang)
        return capital(told) if first else told


def seen(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view what it shows from; before any figures are there, say that they are coming."""

    @wraps(view)
    def shown(request: Any, slug: str, **kwargs: Any) -> HttpResponse:
        figures = figures_of(request.programme)
        if figures is None:
            return render(request, "results/coming.html")
        looked = Seen(request, figures, choice_of(request.GET, figures), request.lang)
        return view(looked, **kwargs)

    return shown


def page(looked: Seen, template: str, **shown: Any) -> HttpResponse:
    """Render a page of results, with what all of them show."""
    return render(
        looked.request,
        template,
        shown
        | {
            "figures": looked.figures,
            "choice": looked.choice,
            "query": looked.choice.query,
            "whole": looked.whole,
            "cites": looked.figures.cites,
        },
    )


def without(matter: Matter, *tables: str) -> Matter:
    """Return a matter whose follow-up lacks some tables, for builders that would tell them too."""
    made = matter.follow_up.with_table(**dict.fromkeys(tables, ()))
    return replace(matter, computed=replace(matter.computed, follow_up=made))
