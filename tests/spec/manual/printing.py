"""Chapter 6: how a reading is printed, and what else it says."""

from __future__ import annotations

from manual.form import Chapter, Paragraph, Prints, Says, Section

CHAPTER = Chapter(
    "How a reading is printed",
    "A reading is printed in the words that people write, and what is printed is read back, in "
    "that language, as the same answer.",
    (
        Section(
            "In words",
            (
                Paragraph(
                    "",
                    (
                        Prints("1416", "1 416", "1,416"),
                        Prints("-12,5", "−12,5", "−12.5"),
                        Prints("12,5 %", "12,5 %", "12.5%"),
                        Prints("c:a 39", "ca 39", "about 39"),
                        Prints("mellan 50 och 250", "50–250", "50–250"),
                        Prints("från -10 till -5", "−10 till −5", "−10 to −5"),
                        Prints("25+", "minst 25", "at least 25"),
                        Prints("> 25", "mer än 25", "more than 25"),
                        Prints("drygt 25", "drygt 25", "just over 25"),
                        Prints("≤ 10", "högst 10", "at most 10"),
                        Prints("< 10", "mindre än 10", "less than 10"),
                        Prints("närmare 10", "knappt 10", "just under 10"),
                        Prints("11+26", "11 + 26", "11 + 26"),
                        Prints("(113)", "(113)", "(113)"),
                        Prints("8 (24)", "8 (24)", "8 (24)"),
                        Prints("n.a.", "finns inte", "not available"),
                        Prints("?", "vet ej", "not known"),
                        Prints("no data", "uppgift saknas", "not collected"),
                        Prints("ej aktuellt", "ej tillämpligt", "not applicable"),
                        Prints("avstår", "vill ej svara", "declined to answer"),
                        Prints("", "", ""),
                        Prints("13+05", "”13+05”", "“13+05”"),
                    ),
                ),
            ),
        ),
        Section(
            "Status",
            (
                Paragraph(
                    "Each kind amounts to a status of SDMX: A normal, E estimated, U of low "
                    "reliability, O missing, V not validated.",
                    (
                        Says("12", "status", "A"),
                        Says("11+26", "status", "A"),
                        Says("8 (24)", "status", "A"),
                        Says("ca 39", "status", "E"),
                        Says("50-250", "status", "E"),
                        Says("25+", "status", "E"),
                        Says("högst 10", "status", "E"),
                        Says("(113)", "status", "U"),
                        Says("n.a.", "status", "O"),
                        Says("", "status", "O"),
                        Says("13+05", "status", "V"),
                    ),
                ),
            ),
        ),
    ),
)
