"""Sums of parts that are kept: "11+26+50", "11 (styrgrupp) + 26 (träffar)", "11 män + 26 kvinnor".

Holds the part of the grammar that reads them. Refuses parts that are negative or inexact, and a
stated sum that the parts do not give.
"""

from __future__ import annotations

from dataclasses import replace
from functools import reduce

from folja.values import phrases
from folja.values.bounds import Said, beside, single
from folja.values.numerals import EXACT
from folja.values.quantity import STATUS_OF, Kind, Part, Quantity
from folja.values.terms import Cursor, Term, Unread, agreed, term, unit
from folja.values.tokens import Piece


def label_stands_ahead(at: Cursor) -> bool:
    """Say whether words stand here that name the figure after them."""
    place = at.place
    while place < len(at.tokens) and phrases.may_be_label(at.tokens[place]):
        place += 1
    if place == at.place or place == len(at.tokens):
        return False
    colon = at.tokens[place].text == ":" and place + 1 < len(at.tokens)
    return at.tokens[place + colon].piece is Piece.FIGURE


def labelled_ahead(at: Cursor) -> Term:
    """Take a label, with or without a colon, and the figure that it names."""
    label = at.label(phrases.may_be_label)
    at.take_one_of((":",))
    return replace(term(at), label=label, bare=True)


def added_up(at: Cursor, terms: list[Term], said: Said) -> Quantity:
    """Take the terms after the first and return the sum.

    A label stands before its figure, after it, or after it in brackets.
    """
    if terms[0].label and not at.sees("+"):
        raise Unread("words-beside-figure")
    at.take_one_of(("+",))
    while True:
        if at.done or at.sees("+"):
            raise Unread("trailing-plus")
        following = labelled_ahead(at) if label_stands_ahead(at) else term(at)
        terms.append(with_label(at, following))
        if not at.sees("+"):
            break
        at.skip()
    return _added(at, terms, beside(at, phrases.AFTER, said))


def with_label(at: Cursor, one: Term) -> Term:
    """Take the label that stands after a figure, if one does."""
    if at.sees("("):
        start = at.place + 1
        label = at.in_brackets()
        if one.label or not phrases.names_a_part(at.tokens[start : at.closing]):
            raise Unread("nested-brackets")
        return replace(one, label=label, unit=one.unit or unit(at))
    if not at.done and phrases.may_be_label(at.peek) and not one.label:
        return replace(one, label=at.label(phrases.may_be_label), bare=True)
    return one


def _added(at: Cursor, terms: list[Term], said: Said) -> Quantity:
    if any(one.signed or one.about for one in terms):
        raise Unread("several-figures")
    units = {one.unit for one in terms if one.unit}
    if len(units) > 1 and not any(one.label for one in terms):
        # "11 män + 26 kvinnor": what differs is what tells the parts apart.
        terms = [replace(one, label=one.unit or "", unit=None) for one in terms]
        units = set()
    elif any(one.bare for one in terms):
        # "11 styrgrupp + 26 träffar": beside a bare label, a unit is a label too.
        terms = [one if one.label else replace(one, label=one.unit or "") for one in terms]
        units = {one.unit for one in terms if one.unit and one.unit != one.label}
    shared = agreed(tuple(units))
    whole = reduce(EXACT.add, (one.value for one in terms))
    found = single(Term(whole, shared), said)
    if said.kind:
        raise Unread("conflicting-words", (found,))
    kind = Kind.ABOUT if found.approximate else Kind.SUM
    parts = tuple(Part(one.label, one.value) for one in terms)
    found = replace(found, kind=kind, parts=parts, status=STATUS_OF[kind])
    if at.take_one_of(("=",)):
        claimed = term(at)
        if claimed.value != found.low:
            raise Unread("sum-does-not-add-up", (found, single(claimed, Said())))
        found = replace(found, unit=agreed((found.unit, claimed.unit)))
        found = replace(found, percent=found.unit == "%")
    at.leading = [one.leading_zero for one in terms]
    return found
