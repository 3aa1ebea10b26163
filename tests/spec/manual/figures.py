"""Chapter 1: one figure."""

from __future__ import annotations

from manual.form import Chapter, Paragraph, Says, Section, reads

CHAPTER = Chapter(
    "One figure",
    "A figure is a number in digits or words, with or without a unit. The words are kept exactly "
    "as they were written, whatever they are read as.",
    (
        Section(
            "Digits and separators",
            (
                Paragraph(
                    "Groups of three digits may be parted by a space (also no-break and thin), an "
                    "apostrophe, a point or a comma. Decimals follow a comma or a point.",
                    reads(
                        ("12", "exact 12"),
                        ("0", "exact 0"),
                        ("1 416", "exact 1416"),
                        ("1\u00a0416", "exact 1416"),
                        ("1\u2009416", "exact 1416"),
                        ("1'416", "exact 1416"),
                        ("12 000 000", "exact 12000000"),
                        ("1.416.000", "exact 1416000"),
                        ("12,5", "exact 12.5"),
                        ("12.5", "exact 12.5"),
                        ("1 416,5", "exact 1416.5"),
                        ("1.416,5", "exact 1416.5"),
                        ("1,416.5", "exact 1416.5"),
                        ("0,416", "exact 0.416"),
                    ),
                ),
                Paragraph(
                    "A locale decides where digits allow both: in Swedish a point parts thousands "
                    "and a comma begins the decimals, in English the other way round. Without a "
                    "locale such a number is not read (see chapter 5). The locale decides nothing "
                    "else: words of both languages are always read.",
                    (
                        *reads(("1.416", "exact 1416"), ("1,416", "exact 1.416"), locale="sv"),
                        *reads(("1.416", "exact 1.416"), ("1,416", "exact 1416"), locale="en"),
                        *reads(("12,5", "exact 12.5"), locale="en"),
                        *reads(("minst 25", "at-least 25 or more"), locale="en"),
                    ),
                ),
            ),
        ),
        Section(
            "Plus and minus",
            (
                Paragraph(
                    "A minus, or any dash that is used as one, stands next to its number. A plus "
                    "before a number says nothing more.",
                    reads(
                        ("-12", "exact -12"),
                        ("−12", "exact -12"),
                        ("–12", "exact -12"),
                        ("+12", "exact 12"),
                        ("minst -5", "at-least -5 or more"),
                    ),
                ),
            ),
        ),
        Section(
            "Number words",
            (
                Paragraph(
                    "Number words are read from none to nine hundred and ninety-nine thousand, in "
                    "one word or several. Words that make more than one number are not read.",
                    reads(
                        ("noll", "exact 0"),
                        ("ett", "exact 1"),
                        ("tolv", "exact 12"),
                        ("tjugofem", "exact 25"),
                        ("tjugo fem", "exact 25"),
                        ("hundrafemtio", "exact 150"),
                        ("tvåhundrafemtiofem", "exact 255"),
                        ("ett tusen", "exact 1000"),
                        ("två tusen femhundra", "exact 2500"),
                        ("twenty-five", "exact 25"),
                        ("a hundred", "exact 100"),
                        ("one hundred and five", "exact 105"),
                        ("two thousand", "exact 2000"),
                    ),
                ),
                Paragraph(
                    "“None” is 0, in Swedish and English; “no” is 0 only before what is counted, "
                    "since alone it may answer another question.",
                    reads(
                        ("inga", "exact 0"),
                        ("ingen", "exact 0"),
                        ("none", "exact 0"),
                        ("inga företag", "exact 0 [företag]"),
                        ("no companies", "exact 0 [companies]"),
                        ("no", "unreadable: not-understood"),
                    ),
                ),
                Paragraph(
                    "Words of emphasis change nothing.",
                    reads(
                        ("hela sju", "exact 7"),
                        ("bara 3", "exact 3"),
                        ("totalt 39", "exact 39"),
                        ("39 in total", "exact 39"),
                    ),
                ),
            ),
        ),
        Section(
            "Units",
            (
                Paragraph(
                    "What is counted stays in the unit, with adjectives, currency and “per year”. "
                    "A unit never multiplies: 3 mkr is 3, in mkr.",
                    reads(
                        ("25 personer", "exact 25 [personer]"),
                        ("25 st", "exact 25 [st]"),
                        ("39 nya produkter", "exact 39 [nya produkter]"),
                        ("3 mkr", "exact 3 [mkr]"),
                        ("25 tusen kronor", "exact 25 [tusen kronor]"),
                        ("närmare 34 miljoner", "at-most less than 34 [miljoner], about"),
                        ("SEK 500", "exact 500 [SEK]"),
                        ("25 kr/år", "exact 25 [kr per år]"),
                        ("12,5 %", "exact 12.5 [%]"),
                        ("12,5 procent", "exact 12.5 [%]"),
                        ("2 procentenheter", "exact 2 [procentenheter]"),
                        ("50-250 personer", "range 50 to 250 [personer]"),
                        ("25+ st", "at-least 25 or more [st]"),
                    ),
                ),
                Paragraph(
                    "Percent is marked as such.",
                    (Says("12,5 %", "percent", "True"), Says("12,5", "percent", "False")),
                ),
            ),
        ),
    ),
)
