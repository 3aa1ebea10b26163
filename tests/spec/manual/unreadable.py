"""Chapter 5: answers that are not read, and why."""

from __future__ import annotations

from manual.form import Chapter, Fails, Paragraph, Section

CHAPTER = Chapter(
    "Answers that are not read",
    "Nothing is guessed. What is ambiguous or not understood to its last word is unreadable: it "
    "counts nowhere, keeps its words, and says what is wrong and what it may have meant. Each "
    "candidate is a text that is read without a locale to what stands beside it.",
    (
        Section(
            "More than one reading",
            (
                Paragraph(
                    "",
                    (
                        Fails("13+05", "leading-zero", ("13+5", "13")),
                        Fails("05", "leading-zero", ("5",)),
                        Fails("1.416", "ambiguous-separator", ("1416", "1.4160")),
                        Fails("1,416", "ambiguous-separator", ("1.4160", "1416")),
                        Fails("1.416+2", "ambiguous-separator", ("1416+2", "1.4160+2")),
                        Fails("250-50", "descending-range", ("50-250", "200")),
                        Fails("mellan 10 och 5", "descending-range", ("5-10",)),
                        Fails("5-", "half-range", ("5",)),
                        Fails("från 5", "half-range", ("5",)),
                        Fails("-5-10", "signed-range", ("-5 till 10",)),
                        Fails("50 -250", "signed-range", ("50-250",)),
                        Fails("- 12", "sign-apart", ("-12", "12")),
                        Fails("25 ± 5", "plus-minus", ("20-30",)),
                        Fails("ett sjuttiofem", "tal-left-out", ("ca 75",)),
                        Fails("25 tusen", "mixed-number", ("25000",)),
                        Fails("30?", "doubtful", ("30",)),
                    ),
                ),
            ),
        ),
        Section(
            "Several figures, or words beside one",
            (
                Paragraph(
                    "",
                    (
                        Fails("5 eller 6", "several-figures", ("5", "6")),
                        Fails("två tre", "several-figures", ("2", "3")),
                        Fails("1\n416", "several-figures", ("1", "416")),
                        Fails("5/6", "several-figures", ("5", "6")),
                        Fails("11 av 26", "several-figures", ("11", "26")),
                        Fails("5 konstiga saker", "words-beside-figure", ("5",)),
                        Fails("12 (kanske)", "remark-in-brackets", ("12",)),
                        Fails("(50-250)", "nested-brackets", ("50-250",)),
                        Fails("39*", "footnote-mark", ("39",)),
                        Fails("5 män - 10 kvinnor", "units-differ", ("5", "10")),
                        Fails("5 (20 %)", "units-differ", ("5",)),
                        Fails("minst 50-250", "conflicting-words", ("50-250",)),
                        Fails("11+26 = 38", "sum-does-not-add-up", ("11+26", "38")),
                        Fails("25++", "trailing-plus"),
                    ),
                ),
            ),
        ),
        Section(
            "No figure, or none that can be kept",
            (
                Paragraph(
                    "",
                    (
                        Fails("hej", "not-understood"),
                        Fails("nan", "not-understood"),
                        Fails("många", "amount-without-figure"),
                        Fails("mer än tredubblades", "growth-without-figure"),
                        Fails("1.2.34", "date"),
                        Fails("2005-12-31", "date"),
                        Fails("under 2005", "date"),
                        Fails("under 3 år", "date"),
                        Fails("14,16,000", "malformed-number"),
                        Fails("1e9", "scientific-notation"),
                        Fails("999999999999999", "too-large"),
                        Fails("1,23456", "too-precise"),
                        Fails("１２", "foreign-digits", ("12",)),
                        Fails("12\x00", "control-character"),
                    ),
                ),
                Paragraph(
                    "A text of more than 300 characters is no figure (`too-long`). A column of "
                    "bounds carries 14 whole digits and 4 decimals; what has more is refused "
                    "rather than rounded.",
                ),
            ),
        ),
    ),
)
