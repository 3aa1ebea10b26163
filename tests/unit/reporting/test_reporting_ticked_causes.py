"""A cause that a network has only ticked is told in the report in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from folja.formats.bundle import read_bundle
from folja.model import Explanation
from folja.reporting import report
from folja.text import Language

EXAMPLE = Path(__file__).parents[3] / "examples" / "vasternorrland-2005"


@pytest.mark.parametrize(("lang", "words"), [("sv", "Byte av nav."), ("en", "Change of hub.")])
def test_ticked_cause_stands_in_words_beside_the_fall(lang: Language, words: str) -> None:
    """Without words of its own the explanation is the cause's name, in the report's language."""
    follow_up = read_bundle(EXAMPLE)
    ticked = Explanation(
        id="said-proc",
        unit="PROC",
        indicator="employees-men",
        place="2004-01-01/2005-12-31",
        cause="hub-change",
    )
    told = follow_up.with_table(explanations=(*follow_up.explanations, ticked))
    assert words in repr(report(told, lang))
    assert words not in repr(report(follow_up, lang))
