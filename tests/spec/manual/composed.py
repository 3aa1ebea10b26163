"""Chapter 3: several figures in one answer."""

from __future__ import annotations

from manual.form import Chapter, Paragraph, Says, Section, reads

CHAPTER = Chapter(
    "Several figures in one answer",
    "Some answers hold more than one figure and say how they belong together. Where they do not "
    "say it, the answer is not read.",
    (
        Section(
            "Sums",
            (
                Paragraph(
                    "A plus between numbers adds them, and the parts are kept with their labels. A "
                    "label stands in brackets, or without them after or before its number. Units "
                    "that differ are labels.",
                    reads(
                        ("11+26+50", "sum 87 = 11 + 26 + 50"),
                        ("6 + 15", "sum 21 = 6 + 15"),
                        ("11 (styrgrupp) + 26 (träffar)", "sum 37 = 11 styrgrupp + 26 träffar"),
                        ("11 styrgrupp + 26 träffar", "sum 37 = 11 styrgrupp + 26 träffar"),
                        ("styrgrupp: 11 + träffar: 26", "sum 37 = 11 styrgrupp + 26 träffar"),
                        ("11 män + 26 kvinnor", "sum 37 = 11 män + 26 kvinnor"),
                        ("11 + 26 personer", "sum 37 = 11 + 26 [personer]"),
                        ("ca 11+26", "about 37 = 11 + 26"),
                    ),
                ),
                Paragraph(
                    "A stated sum is checked against its parts.",
                    reads(
                        ("11+26 = 37", "sum 37 = 11 + 26"),
                        ("87 (11+26+50)", "sum 87 = 11 + 26 + 50"),
                        ("11+26 = 38", "unreadable: sum-does-not-add-up ⟨11+26⟩ ⟨38⟩"),
                    ),
                ),
            ),
        ),
        Section(
            "Brackets",
            (
                Paragraph(
                    "A figure in brackets is given with reservation. It is the main figure.",
                    reads(
                        ("(113)", "bracketed 113"),
                        ("(ca 113)", "bracketed 113, about"),
                        ("(113 personer)", "bracketed 113 [personer]"),
                        ("(11+26)", "bracketed 37 = 11 + 26"),
                    ),
                ),
                Paragraph(
                    "A second figure in brackets is an alternative. It is kept beside the first "
                    "and never widens a total.",
                    reads(
                        ("8 (24)", "with-alternative 8, else 24"),
                        ("8 (24) personer", "with-alternative 8, else 24 [personer]"),
                        ("ca 8 (24)", "about 8, else 24"),
                        ("8 (2005)", "with-alternative 8, else 2005"),
                    ),
                ),
                Paragraph(
                    "Is the second figure perhaps a year, the answer is marked.",
                    (
                        Says("8 (2005)", "problems", "('alternative-may-be-year',)"),
                        Says("8 (24)", "problems", "()"),
                    ),
                ),
            ),
        ),
    ),
)
