"""Chapter 7: arithmetic on answers."""

from __future__ import annotations

from manual.form import Chapter, Computes, Paragraph, Section

FROM_TO, SUM, SHARE = "from {0} to {1}", "{0} and {1} together", "{0} as a share of {1}"
GROWTH = "growth from {0} to {1}"

CHAPTER = Chapter(
    "Arithmetic",
    "A result holds every value that the answers could give together, and no more is claimed. "
    "What is missing stays missing, an open end stays open, and “about” is carried along.",
    (
        Section(
            "Change",
            (
                Paragraph(
                    "End minus start.",
                    (
                        Computes(FROM_TO, "6", "12", "18"),
                        Computes(FROM_TO, "12", "-2", "10"),
                        Computes(FROM_TO, "0", "50 to 250", "50-250"),
                        Computes(FROM_TO, "5-10", "10 to 25", "20-30"),
                        Computes(FROM_TO, "0", "25 or more", "25+"),
                        Computes(FROM_TO, "25+", "5 or less", "30"),
                        Computes(FROM_TO, "25+", "anything", "25+"),
                        Computes(FROM_TO, "10", "more than 15", "> 25"),
                        Computes(FROM_TO, "> 10", "less than 15", "25"),
                        Computes(FROM_TO, "0", "39, about", "ca 39"),
                        Computes(FROM_TO, "8", "16", "24 (50)"),
                    ),
                ),
                Paragraph(
                    "A missing or unreadable end gives no change, and a blank start is not 0.",
                    (
                        Computes(FROM_TO, "", "nothing", "50"),
                        Computes(FROM_TO, "n.a.", "nothing", "50"),
                        Computes(FROM_TO, "0", "nothing", "13+05"),
                    ),
                ),
                Paragraph(
                    "An answer compared with itself has not changed, however vague it is.",
                    (
                        Computes("from {0} to the same", "50-250", "0"),
                        Computes("from {0} to the same", "25+", "0"),
                    ),
                ),
            ),
        ),
        Section(
            "Totals",
            (
                Paragraph(
                    "Bounds are added; one open end opens that end of the total.",
                    (
                        Computes(SUM, "10", "35", "25"),
                        Computes(SUM, "10", "60 to 260", "50-250"),
                        Computes(SUM, "10", "35 or more", "25+"),
                        Computes(SUM, "25+", "anything", "högst 10"),
                        Computes(SUM, "10", "49, about", "ca 39"),
                        Computes(SUM, "8 (24)", "9", "1"),
                        Computes(SUM, "10", "nothing", "n.a."),
                    ),
                ),
                Paragraph(
                    "Which networks a total leaves out, and why, is for the rules of adding up "
                    "(docs/methods/totals.md)."
                ),
            ),
        ),
        Section(
            "Shares and growth",
            (
                Paragraph(
                    "There is no share of 0, and no growth from it.",
                    (
                        Computes(SHARE, "39", "0.75", "52"),
                        Computes(SHARE, "39", "0.65 to 0.78", "50-60"),
                        Computes(SHARE, "5", "more than 0 to 0.2", "25+"),
                        Computes(SHARE, "5", "0.5 or more", "0-10"),
                        Computes(SHARE, "5", "nothing", "0"),
                        Computes(SHARE, "5", "nothing", "n.a."),
                        Computes("{0} as a share of itself", "50-250", "1"),
                        Computes(GROWTH, "40", "0.25", "50"),
                        Computes(GROWTH, "40", "0.25 or more", "50+"),
                        Computes(GROWTH, "50", "-1", "0"),
                        Computes(GROWTH, "0", "nothing", "50"),
                    ),
                ),
            ),
        ),
        Section(
            "Comparison",
            (
                Paragraph(
                    "A comparison is certain when it holds whatever the answers stand for, "
                    "impossible when it never does, else possible. “About” counts as its number.",
                    (
                        Computes("{0} < {1}", "5", "certain", "10"),
                        Computes("{0} < {1}", "10", "impossible", "10"),
                        Computes("{0} <= {1}", "10", "certain", "10"),
                        Computes("{0} > {1}", "50-250", "certain", "49"),
                        Computes("{0} > {1}", "50-250", "possible", "100"),
                        Computes("{0} > {1}", "50-250", "impossible", "250"),
                        Computes("{0} >= {1}", "50-250", "possible", "250"),
                        Computes("{0} > {1}", "25+", "possible", "25+"),
                        Computes("{0} > {1}", "> 25", "certain", "25"),
                        Computes("{0} >= {1}", "25+", "certain", "25"),
                        Computes("{0} = {1}", "25+", "impossible", "24"),
                        Computes("{0} = {1}", "ca 39", "certain", "39"),
                        Computes("{0} != {1}", "50-250", "possible", "100"),
                        Computes("{0} = {1}", "n.a.", "possible", "39"),
                        Computes("{0} = {1}", "", "possible", ""),
                        Computes("{0} = the same", "25+", "certain"),
                    ),
                ),
            ),
        ),
    ),
)
