"""The words that people put around a figure, or in its place, Swedish and English.

Holds tables only: what stands before and after a figure, the ways of saying that one does not know,
and the units. The reference page of the grammar is made from the same tables. Refuses words that
could be meant in two ways: they are left out, and an answer with them is not read.

Both languages are read whatever the locale is: people mix them, and no word here means one thing in
Swedish and another in English.
"""

from __future__ import annotations

from dataclasses import dataclass

from folja.values.quantity import Kind, MissingReason


@dataclass(frozen=True, slots=True)
class Bound:
    """What words beside a figure make of it: about, at least, at most, or nothing but emphasis."""

    kind: Kind | None
    phrases: tuple[str, ...]
    open: bool = False
    approximate: bool = False


def _words(*lines: str) -> tuple[str, ...]:
    return tuple(phrase.strip() for line in lines for phrase in line.split("|") if phrase.strip())


#: Words before the figure.
BEFORE: tuple[Bound, ...] = (
    Bound(
        None,
        _words(
            "hela|bara|endast|blott|totalt|sammanlagt|exakt|precis|just|antal|summa",
            "only|exactly|precisely|in total|in all|a total of|all told|as many as|total",
        ),
    ),
    Bound(
        Kind.ABOUT,
        _words(
            "ca|c:a|c|cirka|circa|ungefär|ungefärligen|ung|omkring|omkr|runt|kring|~|≈",
            "uppskattningsvis|i storleksordningen|grovt räknat|säg",
            "about|around|approx|approximately|approximatively|roughly|some|an estimated",
            "in the region of|in the order of",
        ),
        approximate=True,
    ),
    Bound(
        Kind.AT_LEAST,
        _words(
            "minst|åtminstone|lägst|allra minst|som minst|minimum|min|≥|>=|=>|⩾|inte färre än",
            "inte mindre än|ej färre än|ej mindre än|ej under|inte under",
            "at least|no fewer than|no less than|not less than|not fewer than|a minimum of",
        ),
    ),
    Bound(
        Kind.AT_LEAST,
        _words(
            "mer än|mera än|fler än|flera än|över|större än|högre än|>",
            "more than|over|greater than|above|in excess of|upwards of",
        ),
        open=True,
    ),
    Bound(
        Kind.AT_LEAST,
        _words(
            "drygt|dryga|lite över|något över|strax över|lite mer än|något mer än|något fler än",
            "just over|a little over|slightly over|slightly more than|a little more than|well over",
        ),
        open=True,
        approximate=True,
    ),
    Bound(
        Kind.AT_MOST,
        _words(
            "högst|allra högst|som högst|som mest|maximalt|maximum|max|upp till|≤|<=|=<|⩽",
            "inte fler än|inte mer än|ej fler än|ej mer än|ej över|inte över",
            "at most|at the most|up to|no more than|not more than|a maximum of",
        ),
    ),
    Bound(
        Kind.AT_MOST,
        _words(
            "mindre än|färre än|under|lägre än|<",
            "less than|fewer than|below|lower than|smaller than",
        ),
        open=True,
    ),
    Bound(
        Kind.AT_MOST,
        _words(
            "knappt|knappa|närmare|nästan|nära|strax under|lite under|något under|inte fullt",
            "inte riktigt|bortåt|uppemot|upp emot|upp mot",
            "nearly|almost|close to|just under|a little under|slightly under|slightly less than",
            "not quite|getting on for",
        ),
        open=True,
        approximate=True,
    ),
)

#: Words after the figure.
AFTER: tuple[Bound, ...] = (
    Bound(None, _words("totalt|sammanlagt|in total|in all|total|all told|bara|endast|only")),
    Bound(
        Kind.ABOUT,
        _words(
            "ca|c:a|cirka|ungefär|ung|eller så|eller däromkring|på ett ungefär|uppskattningsvis",
            "or so|approx|approximately|roughly|about|or thereabouts",
        ),
        approximate=True,
    ),
    Bound(
        Kind.AT_LEAST,
        _words(
            "eller fler|eller flera|eller mer|eller mera|och fler|och uppåt|och mer|eller högre",
            "minst|som minst|or more|or over|or above|and above|and up|and over|at least",
            "minimum|min",
        ),
    ),
    Bound(
        Kind.AT_MOST,
        _words(
            "eller färre|eller mindre|eller lägre|och nedåt|som mest|som högst|högst|max|maximalt",
            "or fewer|or less|or lower|or under|and below|at most|maximum",
        ),
    ),
)

#: Words in brackets after the figure that make it one of about: "12 (uppskattning)".
ESTIMATED = _words(
    "ca|c:a|cirka|ungefär|uppskattning|uppskattat|uppskattad|uppskattningsvis",
    "estimate|estimated|approx|approximately|about",
)

#: Ways of saying that there is no figure, by the reason that they give. Compared without case,
#: without doubled spaces and without a full stop at the end.
MISSING: dict[MissingReason, tuple[str, ...]] = {
    MissingReason.NOT_AVAILABLE: _words(
        "n.a.|n.a|n/a|na|n. a.|n a|#n/a|#saknas!|-|--|---|–|—|−|‐|‑|..|...|…|ej tillgänglig",
        "ej tillgängligt|ej tillgängliga|inte tillgänglig|inte tillgängligt|inte tillgängliga",
        "finns inte|finns ej|not available|unavailable",
    ),
    MissingReason.UNKNOWN: _words(
        "vet ej|vet inte|vi vet inte|vi vet ej|jag vet inte|okänt|okänd|okända|är okänt|?|??|???",
        "ingen aning|ingen uppfattning|oklart|osäkert|kan ej säga|kan inte säga|minns ej",
        "minns inte|går ej att säga|går inte att säga|går ej att uppskatta",
        "går inte att uppskatta|svårt att säga|svårt att uppskatta|kan ej bedöma|kan inte bedöma",
        "går ej att bedöma|går inte att bedöma|känner inte till|känner ej till",
        "unknown|not known|don't know|dont know|don’t know|do not know|we don't know|i don't know",
        "we do not know|no idea|unclear|uncertain|not sure|can't say|can’t say|cannot say",
        "hard to say|difficult to say|don't remember|not certain|d/k",
    ),
    MissingReason.NOT_COLLECTED: _words(
        "uppgift saknas|uppgifter saknas|uppgiften saknas|saknas|saknar uppgift|saknar uppgifter",
        "ingen uppgift|inga uppgifter|uppgift finns ej|uppgift finns inte|uppgifter finns inte",
        "uppgifter finns ej|inga uppgifter finns|ingen uppgift finns|data saknas|ingen data",
        "inga data|statistik saknas|ingen statistik|ingen siffra|inga siffror|inget svar|ej svar",
        "svar saknas|ej mätt|inte mätt|mäts ej|mäts inte|ej insamlad|ej insamlat|inte insamlad",
        "inte insamlat|ej redovisat|redovisas ej|redovisas inte|ej rapporterat|följs ej upp",
        "följs inte upp|ej uppföljt|ej ifyllt|ingen information|information saknas",
        "not collected|not measured|not recorded|not reported|no data|no information|no answer",
        "no reply|no figure|no figures|missing|not followed up|data missing|not counted",
    ),
    MissingReason.NOT_APPLICABLE: _words(
        "ej tillämpligt|ej tillämplig|ej tillämpliga|inte tillämpligt|inte tillämplig|ej aktuellt",
        "ej aktuell|inte aktuellt|inte aktuell|ej relevant|inte relevant|gäller ej|gäller inte",
        "gäller inte oss|gäller ej oss|berör inte oss|berör ej oss|irrelevant",
        "not applicable|does not apply|doesn't apply|not relevant|inapplicable",
    ),
    MissingReason.REFUSED: _words(
        "vill ej svara|vill inte svara|vill ej uppge|vill inte uppge|avstår|avstår från att svara",
        "avböjer|avböjer att svara|svarar ej|svarar inte|hemligt|konfidentiellt|sekretess",
        "refused|declined|declined to answer|prefer not to say|prefer not to answer|no comment",
        "confidential|will not say|does not wish to answer",
    ),
}

#: Words that stand for none at all.
NONE = _words("inga|ingen|inget|none|nil|inga alls|ingen alls|none at all")
#: As `NONE`, but only with a unit: "no" alone may answer another question.
NO = _words("no")

#: Words that tell of an amount without a figure, or of growth without its starting point.
VAGUE = _words(
    "några|nån|någon|något|flera|flertal|flertalet|många|få|fåtal|fåtalet|mycket|lite|massor|par",
    "mängd|stor|stort|majoritet|tiotals|hundratals|tusentals|ett par|alla|samtliga|halva|hälften",
    "several|many|few|some|couple|lots|plenty|most|all|majority|dozens|hundreds|thousands|half",
)
RELATIVE = _words(
    "dubbelt|dubblat|dubblats|dubblades|dubblerat|dubblerats|dubblerades|fördubblat|fördubblats",
    "fördubblades|tredubblat|tredubblats|tredubblades|fyrdubblats|halverat|halverats|halverades",
    "ökat|ökade|ökar|ökning|minskat|minskade|minskar|minskning|oförändrat|oförändrad|samma",
    "doubled|tripled|trebled|quadrupled|halved|increased|decreased|increase|decrease|unchanged",
    "same",
)

#: What is counted. Kept in `unit` as it is written here; never multiplied.
UNITS = _words(
    "st|stycken|person|personer|individ|individer|man|män|kvinna|kvinnor|anställd|anställda",
    "medarbetare|deltagare|medlem|medlemmar|företag|bolag|organisation|organisationer|aktör",
    "aktörer|nätverk|avknoppning|avknoppningar|aktivitet|aktiviteter|möte|möten|träff|träffar",
    "program|projekt|process|processer|produkt|produkter|tjänst|tjänster|grupp|grupper",
    "samarbete|samarbeten|kund|kunder|gästnätter|övernattningar|utbildning|utbildningar|kurs",
    "kurser|konferens|konferenser|patent|innovationer|kommun|kommuner|gånger|gång|dag|dagar",
    "vecka|veckor|månad|månader|år|timme|timmar|ambassadörer|institut|centra|etableringar|event",
    "studenter|forskare|artiklar|årsarbetskrafter|årsverken|heltidstjänster|procentenheter|poäng",
    "kr|krona|kronor|SEK|tkr|mkr|mnkr|mdkr|KSEK|MSEK|TSEK|EUR|euro|KEUR|MEUR|dollar|USD|GBP|pund",
    "miljon|miljoner|milj|miljard|miljarder|miljoner kronor|miljarder kronor|miljoner kr|milj kr",
    "milj kronor|tusen kronor|tusen kr|miljoner euro|kWh|MWh|GWh|TWh|ton|kg|km|m2|m3|kvm|liter",
    "people|persons|individuals|men|women|employee|employees|staff|participant|participants",
    "member|members|company|companies|firm|firms|business|businesses|organizations|organisations",
    "actor|actors|network|networks|spin-off|spin-offs|spinoffs|activity|activities|meeting",
    "meetings|programme|programmes|programs|project|projects|processes|product|products|service",
    "services|group|groups|customer|customers|conferences|courses|patents|times|day|days|week",
    "weeks|month|months|year|years|hours|students|researchers|jobs|job|percentage points|million",
    "billion|millions|million kronor|million euro|million euros|thousand kronor|euros|pcs|points",
)
#: Words that may stand before a unit and are kept with it.
ADJECTIVES = _words(
    "ny|nya|nytt|olika|anställda|deltagande|aktiva|externa|interna|lokala|regionala|nationella",
    "internationella|st|stycken|new|different|participating|active|external|internal",
)
#: Ways of writing percent; all are kept as "%".
PERCENT = _words("%|procent|pct|percent|per cent")
#: Currencies that may stand before their amount.
CURRENCIES = {"€": "EUR", "$": "USD", "£": "GBP", "sek": "SEK", "eur": "EUR", "usd": "USD"}
#: Units of time, before which Swedish "under" may mean during.
DURATIONS = _words("dag|dagar|vecka|veckor|månad|månader|år|timme|timmar")
#: "per year" and its like, kept as the end of the unit.
PERIODS = _words("år|månad|vecka|dag|gång|person|företag|year|month|week|day|company")

#: Words that open a range, with the words that may join its ends.
OPENERS: dict[str, tuple[str, ...]] = {
    "mellan": _words("och|-"),
    "between": _words("and|-"),
    "från": _words("till|upp till|-"),
    "from": _words("to|up to|-"),
}
#: Words that join the two ends of a range when nothing opens it.
JOINERS = _words("till|to|-|à|á")
#: Words that may stand between a lower and an upper limit: "minst 5 men högst 10".
LIMITS_BETWEEN = _words("men|och|but|and|,")
