"""The recipe of the report: which parts it has, and in which order.

Refuses to compute: figures come from the matter, parts from their modules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from folja.documents import Block, Document
from folja.model import FollowUp
from folja.reporting.annex_indicators import by_indicator
from folja.reporting.annex_networks import by_network
from folja.reporting.areas import areas
from folja.reporting.background import background
from folja.reporting.concepts import concepts, not_asked
from folja.reporting.cross_case import cross_case
from folja.reporting.data_quality import data_quality
from folja.reporting.falls import fallen
from folja.reporting.front import dated, front
from folja.reporting.matter import Computed, Matter
from folja.reporting.method import method
from folja.reporting.needs import needs
from folja.reporting.reconciled import reconciled
from folja.reporting.sources import sources
from folja.reporting.summary import summary
from folja.reporting.whole import whole
from folja.reporting.wording import Words
from folja.text import Language

Part = Callable[[Matter], Iterator[Block]]

REPORT: tuple[Part, ...] = (
    summary,
    background,
    concepts,
    method,
    reconciled,
    whole,
    areas,
    fallen,
    cross_case,
    needs,
    data_quality,
    by_network,
    by_indicator,
    sources,
)
ANNEX: tuple[Part, ...] = (by_network, by_indicator, not_asked, sources)


def report(follow_up: FollowUp, lang: Language, *, digest: str = "") -> Document:
    """Return the whole report in one language; `digest` is the SHA-256 of the follow-up."""
    return _document(Computed(follow_up), lang, REPORT, digest=digest)


def annex(follow_up: FollowUp, lang: Language, *, digest: str = "") -> Document:
    """Return the annex alone: by network, by indicator, and the sources."""
    return _document(Computed(follow_up), lang, ANNEX, digest=digest)


def in_languages(
    follow_up: FollowUp, languages: Sequence[Language], *, digest: str = "", annex: bool = False
) -> Iterator[Document]:
    """Yield the report, or its annex alone, in each language; figures are computed once."""
    computed = Computed(follow_up)
    for lang in languages:
        yield _document(computed, lang, ANNEX if annex else REPORT, digest=digest)


def _document(
    computed: Computed, lang: Language, parts: tuple[Part, ...], *, digest: str
) -> Document:
    follow_up = computed.follow_up
    matter = Matter(computed, Words(lang))
    alone = parts is ANNEX
    words = matter.words
    return Document(
        lang=lang,
        front=front(matter, annex=alone),
        blocks=tuple(block for part in parts for block in part(matter)),
        dated=dated(matter),
        digest=digest,
        file_stem=words.say("file.annex" if alone else "file.report", name=follow_up.name),
        keywords=tuple(words.of(t.short_name) or words.of(t.name) for t in follow_up.themes),
    )
