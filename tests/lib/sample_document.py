"""A sample report that holds every kind of block, with figures of the 2006 follow-up.

The renderers' tests set it in both languages. It is a specimen of form, not a report: the words are
the house's own, and the figures are typed in here, where nothing is computed.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from folja.documents import (
    Block,
    BulletList,
    Callout,
    Cell,
    Column,
    CoverageCell,
    CoverageMap,
    CoverageRow,
    Decomposition,
    DecompositionRow,
    Document,
    Emphasis,
    Figure,
    FigureText,
    Front,
    Heading,
    Inline,
    Ledger,
    LedgerRow,
    Link,
    Origin,
    PageBreak,
    Paragraph,
    RangeChart,
    RangeRow,
    Sign,
    SignText,
    Square,
    Strong,
    Table,
    TableRow,
    Text,
)
from folja.text import Language, format_number

NETWORKS = (
    "NBC, skydd och sanering",
    "Samhällets informationssystem",
    "Bank, försäkring och pension",
    "CRM",
    "Åkroken Fibre Network",
    "Processum",
    "Ywood",
    "BioFuel Region",
    "Konferensstaden Sundsvall",
)
LEFT_OUT = (
    "Ambulansakademin",
    "Safe",
    "Arkivlänet",
    "Hållbar energi",
    "Miljöteknik",
    "Höga kusten",
    "Besöksnäringen Inland",
)
NAMES = (
    ("Deltagande aktörer", "Participating actors"),
    ("Avknoppade eller nya företag", "Companies spun off or established"),
    ("Anställda i nätverks\u00adföretagen", "Employees in the network's companies"),
    ("därav män", "of whom men"),
    ("därav kvinnor", "of whom women"),
    ("Män som startat företag", "Men who started a company"),
    ("Kvinnor som startat företag", "Women who started a company"),
    ("Nya sysselsatta sedan starten", "New employees since the start"),
    ("Etablerade strategiska nätverk", "Established strategic networks"),
    ("Individer i nätverken", "Individuals in the networks"),
    ("Engagerade individer", "Engaged individuals"),
    ("Konkreta samarbets\u00adaktiviteter", "Concrete cooperation activities"),
    ("Rekryterande aktiviteter", "Recruiting activities"),
    ("Interna aktiviteter", "Internal activities"),
    ("Utåtriktade marknadsförings\u00adaktiviteter", "Outward marketing activities"),
    ("Nationella och internationella kontakter", "National and international contacts"),
    ("Utbildningar inom nätverket", "Courses within the network"),
    ("Kompetenshöjande insatser", "Efforts that raise competence"),
    ("Aktörer med höjd kompetens", "Actors with higher competence"),
    ("Nya produkter och tjänster", "New products and services"),
    ("Nya produkt\u00adutvecklings\u00adprocesser", "New product development processes"),
    ("Aktörer med fler kunder", "Actors with more customers"),
    ("Aktörer med högre lönsamhet", "Actors with higher profitability"),
    ("Ledande inom sitt område", "Leading edge in the field"),
)
ANNEX = {
    "NBC": (
        "NBC, skydd och sanering",
        "0|4|4 0|0|0 0|1416|1416 0|(113)|(113) 0|(31)|(31) 0|0|0 0|0|0 n.a.|n.a.| 0|3|3 "
        "0|8_(24)|8_(24) 0|8_(21)|8_(21) 0|11+26+50|87 1|5|4 0|4+2|6 0|13+2+20|35 0|2|2 0|1|1 "
        "0|0|0 n.a.|n.a.| 0|1|1 0|7|7 n.a.|n.a.| n.a.|n.a.| 0|0|0",
    ),
    "AFN": (
        "Åkroken Fibre Network",
        "0|53|53 0|1|1 || n.a.|n.a.| n.a.|n.a.| 0|6|6 0|0|0 0|70|70 0|0|1 0|53|53 0|30|30 12|10| "
        "|2|2 0|13+05| 0|6|6 0|4|4 0|3|3 |3|3 n.a.|n.a.| n.a.|n.a.| 0|11|11 0|5|5 n.a.|n.a.| "
        "1|1|0",
    ),
    "PROC": (
        "Processum",
        "14|14|0 0|7|7 2230|2196|-34 1858|1819|-39 372|377|5 n.a.|n.a.| n.a.|n.a.| 0|77|77 0|3|3 "
        "0|25+|25 0|25+|25 n.a.|50|50 n.a.|5|5 0|49|49 6|18|18 0|3|3 0|2|2 0|3|3 n.a.|n.a.| "
        "0|3|3 0|6+15|6+15 n.a.|n.a.| n.a.|n.a.| 0|1|1",
    ),
}
#: Indicator 12 at both points, in the order of NETWORKS.
ACTIVITIES = "0|87 21|53 6|21 14|4 12|10 n.a.|50 9|12 20|41 5|6"
#: A sign for each cell at the end, one letter each, in the order of NETWORKS and of the annex.
MAP = (
    "eeewweemewwsessee" + "emeemme",
    "eeebbeererebeeeee" + "eaeeeee",
    "eeeeemmeeeeeeeeee" + "eeeeeme",
    "eemmmeemeeeebeeee" + "eeeeeeb",
    "eebmmeeeeeeeeueee" + "emmeeme",
    "eeeeemmeelleeeeee" + "emesmme",
    "eeeeeeeeebeebeebb" + "bbeeemb",
    "eeemmmemeeeeeeeee" + "eeeeeee",
    "eeemmbbmeeeeebbbe" + "eeeeebb",
    "x" * 24,
)
LETTERS = {
    "e": Sign.EXACT,
    "a": Sign.ABOUT,
    "r": Sign.RANGE,
    "l": Sign.AT_LEAST,
    "s": Sign.SUM,
    "w": Sign.WITH_ALTERNATIVE,
    "m": Sign.MISSING,
    "b": Sign.BLANK,
    "u": Sign.UNREADABLE,
    "x": Sign.NOT_IN_OPERATION,
}
SIGN_WORDS = {
    Sign.EXACT: ("exakt", "exact"),
    Sign.ABOUT: ("ungefär", "about"),
    Sign.RANGE: ("intervall", "range"),
    Sign.AT_LEAST: ("minst", "at least"),
    Sign.AT_MOST: ("högst", "at most"),
    Sign.SUM: ("summa av delar", "sum of parts"),
    Sign.WITH_ALTERNATIVE: ("med annat tal bredvid", "with another figure beside"),
    Sign.BRACKETED: ("satt inom parentes", "set in brackets"),
    Sign.MISSING: ("n.a., finns inte", "n.a., does not exist"),
    Sign.BLANK: ("tomt, inget svar", "blank, no answer"),
    Sign.UNREADABLE: ("oläsligt, väntar på beslut", "unreadable, waits for a decision"),
    Sign.NOT_IN_OPERATION: ("ej i drift", "not in operation"),
    Sign.CLAIM: ("rapportens uppgift", "the report's claim"),
    Sign.ERROR: ("fel", "error"),
    Sign.WARNING: ("att fråga om", "to ask about"),
    Sign.INFO: ("att känna till", "to know"),
}
#: How the few cells that are no plain number are read.
READ = {
    "": (Sign.BLANK, None, None),
    "n.a.": (Sign.MISSING, None, None),
    "25+": (Sign.AT_LEAST, 25, None),
    "50-250": (Sign.RANGE, 50, 250),
    "(113)": (Sign.BRACKETED, 113, 113),
    "(31)": (Sign.BRACKETED, 31, 31),
    "8 (24)": (Sign.WITH_ALTERNATIVE, 8, 8),
    "8 (21)": (Sign.WITH_ALTERNATIVE, 8, 8),
    "11+26+50": (Sign.SUM, 87, 87),
    "4+2": (Sign.SUM, 6, 6),
    "13+2+20": (Sign.SUM, 35, 35),
    "6+15": (Sign.SUM, 21, 21),
    "13+05": (Sign.UNREADABLE, None, None),
}


def reading(text: str) -> tuple[Sign, Decimal | None, Decimal | None]:
    """Return how a specimen's words are read: sign, low, high."""
    sign, low, high = READ[text] if text in READ else (Sign.EXACT, int(text), int(text))
    return sign, None if low is None else Decimal(low), None if high is None else Decimal(high)


class Sample:
    """The sample report in one language, part by part."""

    def __init__(self, lang: Language) -> None:
        self.lang: Language = lang

    def t(self, sv: str, en: str) -> str:
        """Return the words of this language."""
        return sv if self.lang == "sv" else en

    def sign(self, sign: Sign, rest: str = "") -> SignText:
        """Return a sign with the words it is read aloud as."""
        return SignText(sign, " ".join(filter(None, (self.t(*SIGN_WORDS[sign]), rest))))

    def no(self, number: int, *, signed: bool = False) -> str:
        """Print a whole number."""
        return format_number(number, self.lang, signed=signed)

    def words(self, text: str) -> Cell:
        """Return a cell of plain words."""
        return Cell((Text(text),))

    def said(self, text: str, *, signed: bool = False, struck: bool = False) -> Cell:
        """Return a cell that shows words as said, with their sign and bounds."""
        sign, low, high = reading(text)
        if sign in (Sign.MISSING, Sign.BLANK, Sign.UNREADABLE):
            shown = self.t("tomt", "blank") if sign is Sign.BLANK else text
            inline: Inline = Emphasis(shown) if sign is Sign.BLANK else Text(shown)
            return Cell((inline,), sign=self.sign(sign))
        plain = sign is Sign.EXACT and low is not None
        shown = self.no(int(low), signed=signed) if plain else text.replace("-", "–")  # type: ignore[arg-type]
        return Cell(
            (FigureText(shown, Origin("cell", ("PROC", "1", "2005-12-31"))),),
            number=low if low == high else None,
            low=low,
            high=high,
            has_bounds=True,
            sign=None if sign is Sign.EXACT else self.sign(sign),
            struck=struck,
        )

    def front(self) -> Front:
        """Return the title page."""
        return Front(
            title=self.t(
                "Prioriterade kluster i Västernorrland", "Prioritised clusters in Västernorrland"
            ),
            subtitle=self.t(
                "Uppföljning av strategiska nätverk 2004–2005",
                "Follow-up of strategic networks, 2004–2005",
            ),
            region=self.t("Västernorrlands län", "Västernorrland County"),
            facts=(
                (
                    self.t("Programområde", "Programme area"),
                    self.t(
                        "Prioriterade kluster och innovationssystem i det regionala "
                        "tillväxtprogrammet",
                        "Prioritised clusters and innovation systems in the regional growth "
                        "programme",
                    ),
                ),
                (
                    self.t("Mätpunkter", "Measurement points"),
                    self.t(
                        "1 januari 2004 och 31 december 2005", "1 January 2004 and 31 December 2005"
                    ),
                ),
                (
                    self.t("Omfattning", "Scope"),
                    self.t(
                        "9 av 16 nätverk jämförs, 24 indikatorer, 720 celler",
                        "9 of 16 networks compared, 24 indicators, 720 cells",
                    ),
                ),
                (
                    self.t("Författare", "Author"),
                    self.t("Utvärderare, på länets uppdrag", "Evaluator, for the county"),
                ),
                (self.t("Datum", "Date"), self.t("27 mars 2006", "27 March 2006")),
            ),
            words={},
            synthetic=self.t(
                "Formprov: exemplet visar hur en rapport sätts.",
                "Specimen of form: shows how a report is set.",
            ),
        )

    def ledger(self) -> Ledger:
        """Return four headlines with their squares."""
        inside = (
            [(Square.IN, name) for name in NETWORKS[:4]]
            + [(Square.NO_ANSWER, NETWORKS[4])]
            + [(Square.IN, name) for name in NETWORKS[5:]]
        )
        partly = [(Square.PARTLY if name == "Processum" else Square.IN, name) for name in NETWORKS]
        partly[4] = (Square.UNREADABLE, NETWORKS[4])
        out = [(Square.OUT, name) for name in LEFT_OUT]

        def row(
            label: tuple[str, str],
            sub: tuple[str, str],
            ends: tuple[int, int | None],
            claim: int | None,
            squares: list[tuple[Square, str]],
            verdict: tuple[str, str],
            tone: str,
        ) -> LedgerRow:
            low, high = ends
            span = self.no(low) if low == high else f"{low}–{'' if high is None else high}"
            said = "" if claim is None else self.t("Rapporten: ", "The report: ") + self.no(claim)
            return LedgerRow(
                label=self.t(*label),
                sublabel=self.t(*sub),
                figure=span,
                low=Decimal(low),
                high=None if high is None else Decimal(high),
                approximate=False,
                claim=None if claim is None else Decimal(claim),
                claim_label=said,
                squares=tuple(squares + out),
                verdict=self.t(*verdict),
                tone=tone,
                scale_low=Decimal(0),
                scale_high=Decimal(max(high or low * 2, claim or 0) * 5 // 4),
            )

        return Ledger(
            rows=(
                row(
                    ("Nya produkter och tjänster", "New products and services"),
                    ("minst: ett nätverk kunde inte svara", "at least: one network had no answer"),
                    (39, 39),
                    39,
                    inside,
                    ("stämmer", "agrees"),
                    "ok",
                ),
                row(
                    ("Nya sysselsatta", "New employees"),
                    ("sedan nätverksstart, brutto", "since each network's start, gross"),
                    (308, 508),
                    308,
                    inside,
                    ("nedre gränsen", "lower bound"),
                    "warning",
                ),
                row(
                    ("Individer i nätverken", "Individuals in the networks"),
                    ("uppåt öppet: ett svar är minst 25", "open upward: one answer is at least 25"),
                    (540, None),
                    None,
                    partly,
                    ("ingen uppgift", "no claim"),
                    "info",
                ),
                row(
                    ("Samarbetsaktiviteter, förändring", "Cooperation activities, change"),
                    ("en förändring i takt, inte ett antal", "a change of rate, not a number held"),
                    (147, 197),
                    199,
                    partly,
                    ("går inte att få", "cannot be had"),
                    "error",
                ),
            ),
            key=(
                (Square.IN, self.t("ingår", "included")),
                (Square.PARTLY, self.t("ingår, utan startvärde", "included, without a start")),
                (Square.NO_ANSWER, self.t("kunde inte svara", "had no answer")),
                (Square.UNREADABLE, self.t("oläsligt", "unreadable")),
                (Square.OUT, self.t("inte med i jämförelsen", "not in the comparison")),
            ),
            claim_key=self.t("vad rapporten skrev", "what the report said"),
        )

    def chart(self) -> RangeChart:
        """Return the two points of one indicator, with falls, a range and a missing start."""
        rows = []
        answers = zip(NETWORKS, ACTIVITIES.split(), strict=True)
        for name, (start, end) in ((name, pair.split("|")) for name, pair in answers):
            start_sign, start_low, start_high = reading(start)
            end_sign, end_low, end_high = reading(end)
            known = start_low is not None and end_low is not None
            change = int(end_low - start_low) if known else None  # type: ignore[operator]
            rows.append(
                RangeRow(
                    *(name, start_sign, start_low, start_high, start),
                    *(end_sign, end_low, end_high, end),
                    change="" if change is None else self.no(change, signed=True),
                    fell=change is not None and change < 0,
                )
            )
        rows.append(
            RangeRow(
                *(self.t("Formprov, intervall", "Specimen, a range"), Sign.EXACT),
                *(Decimal(0), Decimal(0), "0", Sign.RANGE, Decimal(50), Decimal(70), "50–70"),
                change="+50 – +70",
            )
        )
        rows.append(
            RangeRow(
                *(self.t("Formprov, minst", "Specimen, at least"), Sign.ABOUT),
                *(Decimal(30), Decimal(30), self.t("ca 30", "about 30")),
                *(Sign.AT_LEAST, Decimal(25), None, "25+"),
                change=self.t("minst −5", "at least −5"),
            )
        )
        return RangeChart(
            rows=tuple(rows),
            start_name=self.t("1 januari 2004", "1 January 2004"),
            end_name=self.t("31 december 2005", "31 December 2005"),
            unit=self.t("aktiviteter", "activities"),
            key=tuple(
                (sign, self.t(*SIGN_WORDS[sign]))
                for sign in (Sign.EXACT, Sign.ABOUT, Sign.RANGE, Sign.AT_LEAST, Sign.MISSING)
            ),
            no_start=self.t("start okänd", "start unknown"),
        )

    def coverage(self) -> CoverageMap:
        """Return who answered what at the end of the period."""
        names = (*NETWORKS, "Miljöteknik")
        return CoverageMap(
            columns=tuple((str(n), self.t(*name)) for n, name in enumerate(NAMES, 1)),
            rows=tuple(
                CoverageRow(
                    name,
                    tuple(
                        CoverageCell(
                            LETTERS[letter],
                            f"{name}, {self.t(*NAMES[n])}: {self.t(*SIGN_WORDS[LETTERS[letter]])}",
                        )
                        for n, letter in enumerate(strip)
                    ),
                )
                for name, strip in zip(names, MAP, strict=True)
            ),
            key=tuple((sign, self.t(*SIGN_WORDS[sign])) for sign in LETTERS.values()),
        )

    def parts(self) -> Decomposition:
        """Return what a headline is made of."""

        def row(
            name: str, amount: int, status: str = "included", note: str = ""
        ) -> DecompositionRow:
            figure = Decimal(amount)
            shown = self.no(amount, signed=True)
            return DecompositionRow(name, figure, figure, shown, status, note)

        return Decomposition(
            rows=(
                row(NETWORKS[0], 87),
                row(NETWORKS[5], 50, "assumed", self.t("start n.a.", "start n.a.")),
                row(NETWORKS[1], 32),
                row(NETWORKS[7], 21),
                row(NETWORKS[2], 15),
                row(NETWORKS[6], 3),
                row(NETWORKS[8], 1),
                row(NETWORKS[3], -10),
                row(NETWORKS[4], -2, "left-out", self.t("tryckt tom", "printed blank")),
            ),
            total_label=self.t("Summa som tryckt", "Total as printed"),
            total="199",
            total_low=Decimal(199),
            total_high=Decimal(199),
            claim=Decimal(199),
            claim_label=self.t("Rapporten: 199", "The report: 199"),
            left_out_label=self.t("inte med i summan", "left out of the total"),
            assumed_label=self.t(
                "saknat startvärde räknat som noll", "missing start counted as zero"
            ),
        )

    def annex_table(self, code: str) -> Table:
        """Return one network's page of the annex, in the original's layout."""
        name, cells = ANNEX[code]
        rows: list[TableRow] = [
            TableRow((self.words(self.t("Aktörer och företag", "Actors and companies")),), "group")
        ]
        for number, (label, said) in enumerate(zip(NAMES, cells.split(" "), strict=True), 1):
            start, end, printed = (word.replace("_", " ") for word in said.split("|"))
            lows = reading(start)[1], reading(end)[1]
            computed = None if None in lows else lows[1] - lows[0]  # type: ignore[operator]
            wrong = computed is not None and printed.lstrip("-").isdigit()
            wrong = wrong and computed != Decimal(printed)
            differs = (
                Cell(
                    (Text(self.no(int(computed), signed=True)),),  # type: ignore[arg-type]
                    number=computed,
                    low=computed,
                    high=computed,
                    has_bounds=True,
                    sign=self.sign(Sign.ERROR),
                )
                if wrong
                else self.words("")
            )
            if number == 12:
                rows.append(TableRow((self.words(self.t("Relationer", "Relations")),), "group"))
            rows.append(
                TableRow(
                    (
                        self.words(str(number)),
                        self.words(self.t(*label)),
                        self.said(start),
                        self.said(end),
                        self.said(printed, signed=True, struck=wrong),
                        differs,
                    ),
                    "alert" if wrong else "body",
                )
            )
        return Table(
            id=f"annex-{code}",
            caption=name,
            columns=(
                Column(self.t("Nr", "No"), "right", 0.5),
                Column(self.t("Indikator", "Indicator"), "left", 4.2, row_header=True),
                Column("2004-01-01", "right", 1.3),
                Column("2005-12-31", "right", 1.4),
                Column(self.t("Differens, tryckt", "Difference, printed"), "right", 1.4),
                Column(self.t("Differens, räknad", "Difference, computed"), "right", 1.4),
            ),
            rows=tuple(rows),
            notes=(
                self.t(
                    "Cellerna står ordagrant som i bilagan. Räknad differens står där den avviker.",
                    "Cells stand word for word as in the annex. A computed difference stands where "
                    "it disagrees.",
                ),
            ),
            sheet=self.t("Bilaga per nätverk", "Annex by network"),
            page_per_table=True,
        )

    def totals(self) -> Table:
        """Return totals under three rules, with a total row and an alert."""
        figures = (
            (8, (308, 508), (308, 508), (308, 508), 308),
            (10, (540, 540), (540, None), (540, None), None),
            (12, (199, 199), (147, 147), (197, 197), 199),
            (20, (39, 39), (39, 39), (39, 39), 39),
            (3, (1582, 1582), (1582, 1582), (1582, 1582), None),
        )

        def span(ends: tuple[int, int | None]) -> Cell:
            low, high = Decimal(ends[0]), None if ends[1] is None else Decimal(ends[1])
            sign = None
            if high is None:
                sign = self.sign(Sign.AT_LEAST)
            elif low != high:
                sign = self.sign(Sign.RANGE)
            shown = self.no(ends[0]) if low == high else f"{ends[0]}–{'' if high is None else high}"
            figure = FigureText(shown, Origin("total", ("12", "strict")))
            number = low if low == high else None
            return Cell((figure,), number, low, high, has_bounds=True, sign=sign)

        rows = [
            TableRow(
                (
                    self.words(str(number)),
                    self.words(self.t(*NAMES[number - 1])),
                    *(span(ends) for ends in rules),
                    self.words("") if claim is None else span((claim, claim)),
                ),
                "alert" if number == 12 else "body",
            )
            for number, *rules, claim in figures
        ]
        rows.insert(0, TableRow((self.words(self.t("Resultat", "Results")),), "group"))
        last = (*(self.words(w) for w in ("", self.t("Antal summor", "Number of totals"))),)
        rows.append(TableRow((*last, *(span((n, n)) for n in (5, 5, 5, 3))), "total"))
        return Table(
            id="totals",
            caption=self.t("Summor under tre regler", "Totals under three rules"),
            columns=(
                Column(self.t("Nr", "No"), "right", 0.5),
                Column(self.t("Indikator", "Indicator"), "left", 3.6, row_header=True),
                Column(self.t("som tryckt", "as printed"), "right", 1.4),
                Column(self.t("strikt", "strict"), "right", 1.4),
                Column(self.t("saknat som noll", "missing as zero"), "right", 1.4),
                Column(self.t("rapporten", "the report"), "right", 1.1),
            ),
            rows=tuple(rows),
            notes=(
                self.t(
                    "540– betyder minst 540: ett svar saknar övre gräns.",
                    "540– means at least 540: one answer has no upper bound.",
                ),
                self.t(
                    "Olika indikatorer läggs aldrig ihop.", "Different indicators are never added."
                ),
            ),
            sheet=self.t("Summor", "Totals"),
        )

    def sexes(self) -> Table:
        """Return women and men side by side."""
        people = ((2, 712, 1068, 1780), (5, 1819, 377, 2196), (6, 1170, 135, 1350))
        return Table(
            id="sexes",
            caption=self.t(
                "Anställda kvinnor och män den 31 december 2005",
                "Women and men employed on 31 December 2005",
            ),
            columns=(
                Column(self.t("Nätverk", "Network"), "left", 3, row_header=True),
                Column(self.t("Män", "Men"), "right"),
                Column(self.t("Kvinnor", "Women"), "right"),
                Column(self.t("Alla", "All"), "right"),
            ),
            rows=tuple(
                TableRow(
                    (self.words(NETWORKS[n]), *(self.said(str(figure)) for figure in row)),
                    "alert" if n == 6 else "body",
                )
                for n, *row in people
            ),
            sheet=self.t("Underlag", "Data"),
        )

    def coverage_table(self) -> Table:
        """Return a long table that runs over a page, with the words of the coverage map."""
        body = self.coverage()
        return Table(
            id="coverage-table",
            caption=self.t("Svar per nätverk och indikator", "Answers by network and indicator"),
            columns=(
                Column(self.t("Nätverk", "Network"), "left", 2, row_header=True),
                Column(self.t("Indikator", "Indicator"), "left", 3),
                Column(self.t("Svar", "Answer"), "left", 2),
            ),
            rows=tuple(
                TableRow(
                    (
                        self.words(row.label),
                        self.words(name),
                        Cell(
                            (Text(self.t(*SIGN_WORDS[cell.sign])),),
                            sign=self.sign(cell.sign),
                        ),
                    )
                )
                for row in body.rows[:3]
                for (_, name), cell in zip(body.columns, row.cells, strict=True)
            ),
            sheet=self.t("Underlag", "Data"),
        )

    def opening(self) -> tuple[Block, ...]:
        """Return the summary."""
        t = self.t
        fig = FigureText
        return (
            Heading(1, t("Sammanfattning", "Summary"), "summary", numbered=False),
            Paragraph(
                (
                    Text(
                        t(
                            "Nio av sexton nätverk kunde jämföras. De har utvecklat minst ",
                            "Nine of sixteen networks could be compared. They developed at least ",
                        )
                    ),
                    fig("39", Origin("total", ("20", "strict"))),
                    Text(
                        t(
                            " nya produkter och tjänster, och mellan 308 och 508 personer har "
                            "sysselsatts sedan nätverken startade.",
                            " new products and services, and between 308 and 508 people have been "
                            "employed since the networks started.",
                        )
                    ),
                ),
                "lede",
            ),
            Figure(
                "headlines",
                self.ledger(),
                t(
                    "Fyra huvudtal med gränser, täckning och rapportens uppgift",
                    "Four headlines with bounds, coverage and the report's claim",
                ),
                t(
                    "39 nya produkter och tjänster, som rapporten skrev. 308 till 508 nya "
                    "sysselsatta; rapporten skrev 308. Minst 540 individer. 147 till 197 fler "
                    "samarbetsaktiviteter; rapportens 199 går inte att få.",
                    "39 new products and services, as the report said. 308 to 508 new employees; "
                    "the report said 308. At least 540 individuals. 147 to 197 more cooperation "
                    "activities; the report's 199 cannot be had.",
                ),
                self.totals(),
                t(
                    "Regel: strikt och saknat som noll. Data per 31 december 2005.",
                    "Rule: strict and missing as zero. Data as per 31 December 2005.",
                ),
            ),
            Callout(
                "warning",
                t("Talen mäter inte samma sak", "The figures do not measure the same thing"),
                (
                    Paragraph(
                        (
                            Text(
                                t(
                                    "Nya sysselsatta är ett flöde sedan varje nätverks egen "
                                    "start. Jämför därför inte raderna med varandra; se ",
                                    "New employees are a flow since each network's own start. So "
                                    "do not compare the rows; see ",
                                )
                            ),
                            Link(t("metoden", "the method"), "#method"),
                            Text("."),
                        )
                    ),
                ),
                t("Läs så här", "How to read"),
            ),
        )

    def method(self) -> tuple[Block, ...]:
        """Return the chapter of words: lists, links, notes, a third and fourth level."""
        t = self.t
        return (
            Heading(1, t("Metod", "Method"), "method"),
            Paragraph(
                (
                    Text(
                        t(
                            "Naven svarade i formulär och i intervjuer. Svaren står kvar som de "
                            "skrevs: ",
                            "The hubs answered in forms and in interviews. The answers stand as "
                            "they were written: ",
                        )
                    ),
                    Emphasis(t("”ca 39”", "“about 39”")),
                    Text(t(" är inte ", " is not ")),
                    Emphasis("”39”" if self.lang == "sv" else "“39”"),
                    Text(t(", och ett tomt svar är ", ", and a blank is ")),
                    Strong(t("aldrig noll", "never zero")),
                    Text(". "),
                    SignText(Sign.AT_LEAST, t("minst 25", "at least 25")),
                    Text(
                        t(
                            " 25+ har ingen övre gräns, och en summa där det ingår har det inte "
                            "heller. Nätverksutvecklingsprocesserna och "
                            "utvärderingsförutsättningarna skiljer sig mellan klusterområdena.",
                            " 25+ has no upper bound, and neither has a total in which it takes "
                            "part. The processes and the conditions for evaluation differ between "
                            "the cluster areas.",
                        )
                    ),
                )
            ),
            Heading(2, t("Tre regler för summor", "Three rules for totals"), "rules"),
            BulletList(
                (
                    (
                        Strong(t("Som tryckt", "As printed")),
                        Text(
                            t(
                                " lägger ihop bilagans tryckta differenser.",
                                " adds up the printed differences of the annex.",
                            )
                        ),
                    ),
                    (
                        Strong(t("Strikt", "Strict")),
                        Text(
                            t(
                                " räknar slut minus start där båda går att läsa.",
                                " computes end minus start where both can be read.",
                            )
                        ),
                    ),
                    (
                        Strong(t("Saknat som noll", "Missing as zero")),
                        Text(
                            t(
                                " är strikt, men ett saknat startvärde räknas som noll.",
                                " is strict, but a missing start counts as zero.",
                            )
                        ),
                    ),
                ),
                ordered=True,
            ),
            Heading(3, t("Vad som inte är svar", "What is no answer"), "no-answer"),
            BulletList(
                (
                    (Text(t("n.a.: tillfrågad, finns inte", "n.a.: asked, does not exist")),),
                    (Text(t("tomt: inget svar gavs", "blank: no answer was given")),),
                )
            ),
            Heading(4, t("Ett oläsligt svar", "An unreadable answer"), "unreadable"),
            Callout(
                "error",
                t(
                    "Åkroken Fibre Network, interna aktiviteter: ”13+05”",
                    "Åkroken Fibre Network, internal activities: “13+05”",
                ),
                (
                    Paragraph(
                        (
                            Text(
                                t(
                                    "Svaret kan betyda 18 eller 13. Det räknas ingenstans förrän "
                                    "någon har bestämt.",
                                    "The answer may mean 18 or 13. It counts nowhere until "
                                    "somebody has decided.",
                                )
                            ),
                        )
                    ),
                    BulletList(
                        (
                            (Text(t("som 18: summan blir 156", "as 18: the total is 156")),),
                            (Text(t("som 13: summan blir 151", "as 13: the total is 151")),),
                        )
                    ),
                ),
                t("Fel", "Error"),
            ),
            Callout(
                "info",
                t("Tolv rader är skrivna som gränser", "Twelve rows are written as bounds"),
                (Paragraph((Text(t("De räknas med sina gränser.", "They count as bounds.")),)),),
                t("Att känna till", "To know"),
            ),
            Callout(
                "ok",
                t("Fem huvudtal är avstämda", "Five headlines are reconciled"),
                (
                    Paragraph(
                        (
                            Text(
                                t(
                                    "Varje tal återfinns under en namngiven regel.",
                                    "Each figure is found under a named rule.",
                                )
                            ),
                        )
                    ),
                ),
                t("Klart", "Done"),
            ),
            Paragraph(
                (
                    Text(
                        t(
                            "Läs mer i standarden för statistikutbyte, ",
                            "Read more in the standard for exchange of statistics, ",
                        )
                    ),
                    Link("SDMX", "https://sdmx.org/"),
                    Text("."),
                ),
                "small",
            ),
            Paragraph(
                (
                    Text(
                        t(
                            "Upp till 200 av de sysselsatta kan inte härledas till ett nätverk.",
                            "Up to 200 of the employees cannot be traced to a network.",
                        )
                    ),
                ),
                "note",
            ),
        )

    def results(self) -> tuple[Block, ...]:
        """Return the chapter of pictures."""
        t = self.t
        return (
            Heading(1, t("Resultat", "Results"), "results"),
            Paragraph(
                (
                    Text(
                        t(
                            "Sex nätverk träffas oftare än i början, två mer sällan.",
                            "Six networks meet more often than at the start, two more seldom.",
                        )
                    ),
                ),
                "lede",
            ),
            Heading(2, t("Relationerna mellan aktörerna", "Relations between actors"), "relations"),
            Figure(
                "activities",
                self.chart(),
                t("Konkreta samarbetsaktiviteter", "Concrete cooperation activities"),
                t(
                    "Två punkter per nätverk. NBC ökade från 0 till 87, CRM föll från 14 till 4 "
                    "och Åkroken Fibre Network från 12 till 10. Processums startvärde är okänt.",
                    "Two points per network. NBC rose from 0 to 87, CRM fell from 14 to 4 and "
                    "Åkroken Fibre Network from 12 to 10. Processum's start is unknown.",
                ),
                None,
                t(
                    "Ett flöde: förändringen är en ändrad takt. Bilagan, indikator 12.",
                    "A flow: the change is a change of rate. The annex, indicator 12.",
                ),
            ),
            Figure(
                "parts",
                self.parts(),
                t("Vad 199 består av", "What 199 is made of"),
                t(
                    "Åtta tryckta differenser ger 199. Processums 50 saknar startvärde, och "
                    "Åkroken Fibre Networks −2 är inte med.",
                    "Eight printed differences make 199. Processum's 50 lacks a start, and Åkroken "
                    "Fibre Network's −2 is left out.",
                ),
            ),
            Heading(2, t("Kvinnor och män", "Women and men"), "women-and-men"),
            self.sexes(),
            Paragraph(
                (
                    Text(
                        t(
                            "Sex av nio nätverk har inte delat upp antalet anställda.",
                            "Six of nine networks have not split their number of employees.",
                        )
                    ),
                ),
                "missing",
            ),
            Heading(2, t("Vad vi vet", "What we know"), "known"),
            Figure(
                "coverage",
                self.coverage(),
                t(
                    "Svaren den 31 december 2005, nätverk för nätverk",
                    "The answers on 31 December 2005, network by network",
                ),
                t(
                    "Tio nätverk gånger 24 indikatorer. De flesta svaren är exakta; ett är "
                    "oläsligt och Miljöteknik är inte i drift.",
                    "Ten networks by 24 indicators. Most answers are exact; one is unreadable and "
                    "Miljöteknik is not in operation.",
                ),
                self.coverage_table(),
            ),
        )

    def document(self) -> Document:
        """Return the whole sample."""
        annex: tuple[Block, ...] = (
            Heading(1, self.t("Bilaga: nätverken", "Annex: the networks"), "annex", numbered=False),
            *(
                block
                for code in ANNEX
                for block in (
                    Heading(2, ANNEX[code][0], f"annex-{code}-head", numbered=False),
                    self.annex_table(code),
                )
            ),
        )
        blocks = (*self.opening(), *self.method(), *self.results(), PageBreak(), *annex)
        return Document(
            lang=self.lang,
            front=self.front(),
            blocks=blocks,
            dated=date(2006, 3, 27),
            digest="5f0c" * 16,
            file_stem=self.t("rapport-formprov", "report-specimen"),
            keywords=(self.t("kluster", "clusters"), self.t("uppföljning", "follow-up")),
        )


def sample(lang: Language) -> Document:
    """Return the sample report in one language."""
    return Sample(lang).document()
