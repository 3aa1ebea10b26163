"""Chapter 2: figures that are not exact."""

from __future__ import annotations

from manual.form import Chapter, Paragraph, Says, Section, reads

CHAPTER = Chapter(
    "Figures that are not exact",
    "Doubt is kept as it was expressed: as a flag, as bounds, or as an end left open. No bound is "
    "invented, and an open end has none.",
    (
        Section(
            "About",
            (
                Paragraph(
                    "The number stands for itself; the flag “about” carries the doubt and is "
                    "carried on by every sum and difference.",
                    reads(
                        ("ca 39", "about 39"),
                        ("c:a 39", "about 39"),
                        ("cirka 39", "about 39"),
                        ("ungefär 39", "about 39"),
                        ("omkring 39", "about 39"),
                        ("~39", "about 39"),
                        ("about 39", "about 39"),
                        ("approx. 39", "about 39"),
                        ("39 eller så", "about 39"),
                        ("12 (uppskattning)", "about 12"),
                    ),
                ),
                Paragraph(
                    "Swedish “-tal” is about; “1990-talet” is a time and not read.",
                    reads(
                        ("ett 30-tal", "about 30"),
                        ("50-talet", "about 50"),
                        ("ett femtiotal", "about 50"),
                        ("femtiotalet", "about 50"),
                        ("ett dussintal", "about 12"),
                        ("ett 30-tal personer", "about 30 [personer]"),
                        ("1990-talet", "unreadable: date"),
                    ),
                ),
            ),
        ),
        Section(
            "At least",
            (
                Paragraph(
                    "There is no upper bound.",
                    reads(
                        ("minst 25", "at-least 25 or more"),
                        ("25+", "at-least 25 or more"),
                        ("≥ 25", "at-least 25 or more"),
                        (">=25", "at-least 25 or more"),
                        ("25 eller fler", "at-least 25 or more"),
                        ("inte färre än 25", "at-least 25 or more"),
                        ("at least 25", "at-least 25 or more"),
                        ("ca 25+", "at-least 25 or more, about"),
                    ),
                ),
                Paragraph(
                    "Words for “more than” leave the number itself out; “drygt” is also about.",
                    reads(
                        ("mer än 25", "at-least more than 25"),
                        ("fler än 25", "at-least more than 25"),
                        ("över 25", "at-least more than 25"),
                        ("> 25", "at-least more than 25"),
                        ("drygt 25", "at-least more than 25, about"),
                        ("just over 25", "at-least more than 25, about"),
                    ),
                ),
            ),
        ),
        Section(
            "At most",
            (
                Paragraph(
                    "There is no lower bound, not even 0: a change can be negative.",
                    reads(
                        ("högst 10", "at-most 10 or less"),
                        ("upp till 10", "at-most 10 or less"),
                        ("max 10", "at-most 10 or less"),
                        ("≤10", "at-most 10 or less"),
                        ("10 eller färre", "at-most 10 or less"),
                        ("up to 10", "at-most 10 or less"),
                    ),
                ),
                Paragraph(
                    "Words for “less than” leave the number itself out; “knappt”, “närmare” and "
                    "“nästan” are also about.",
                    reads(
                        ("mindre än 10", "at-most less than 10"),
                        ("färre än 10", "at-most less than 10"),
                        ("< 10", "at-most less than 10"),
                        ("knappt 10", "at-most less than 10, about"),
                        ("närmare 10", "at-most less than 10, about"),
                        ("nästan 10", "at-most less than 10, about"),
                        ("nearly 10", "at-most less than 10, about"),
                    ),
                ),
            ),
        ),
        Section(
            "Ranges",
            (
                Paragraph(
                    "In a cell a dash between two numbers is a range, never a subtraction. The "
                    "smaller number stands first. Where a minus is meant, words join the ends.",
                    reads(
                        ("50-250", "range 50 to 250"),
                        ("50–250", "range 50 to 250"),
                        ("50 - 250", "range 50 to 250"),
                        ("50 till 250", "range 50 to 250"),
                        ("mellan 5 och 10", "range 5 to 10"),
                        ("från 5 till 10", "range 5 to 10"),
                        ("between five and ten", "range 5 to 10"),
                        ("5 à 10", "range 5 to 10"),
                        ("från -10 till -5", "range -10 to -5"),
                        ("ca 25-30", "range 25 to 30, about"),
                    ),
                ),
                Paragraph(
                    "Two limits make a range too.",
                    reads(
                        ("minst 5 men högst 10", "range 5 to 10"),
                        ("> 5, < 10", "range more than 5 to less than 10"),
                    ),
                ),
                Paragraph(
                    "A range of what may be years is read, and marked.",
                    (
                        *reads(
                            ("2004-2005", "range 2004 to 2005"),
                        ),
                    ),
                ),
                Paragraph("", (Says("2004-2005", "problems", "('may-be-years',)"),)),
            ),
        ),
    ),
)
