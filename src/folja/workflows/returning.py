"""Forms that come back: known again among the files of an import, and read by their keys.

Holds the way from a filled-in form to the grid that an import lays in, so that the account of it is
the same cell-by-cell account. A cell that nobody touched speaks for what stands, even if that has
changed since. Refuses a form of another follow-up, or of an older version of an indicator.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath

from folja.formats.tables import Grid, GridCell, Imported, Place, admit_bytes, read_grids_of
from folja.formats.workbook import Form, FormRefused, FormRow, is_form, read_form, with_remarks
from folja.model import Finding, FollowUp, Severity
from folja.text import LocalText, Message

_HEADINGS = ("nr", "indikator", "datum", "svar")


class ReturnedForms:
    """The forms met during one import; `read` is the reader to import with."""

    def __init__(self, catalogue: FollowUp, into: FollowUp | None) -> None:
        """Take the catalogue that is imported with and the target, if it is there."""
        self._catalogue, self._into = catalogue, into
        self.forms: list[Form] = []

    def read(self, name: str, data: bytes) -> tuple[Grid, ...]:
        """Return the grid of a form, or the grids of any other file."""
        if PurePosixPath(name.lower()).suffix not in (".xlsx", ".xlsm"):
            return read_grids_of(name, data)
        if not is_form(admit_bytes(name, data)):
            return read_grids_of(name, data)
        form = read_form(data, name=name)
        self._check(form)
        self.forms.append(form)
        return (self._grid(form),)

    def with_remarks(self, imported: Imported, *, replace_others: bool = False) -> Imported:
        """Return the import with the forms' bases and comments beside the answers."""
        written = imported.observations
        follow_up, files = imported.follow_up, list(imported.files)
        for form in self.forms:
            before = {o.key: o for o in (self._into or self._catalogue).observations}
            follow_up, remarks = with_remarks(follow_up, form, replace_others=replace_others)
            findings: list[Finding] = []
            for remark in remarks:
                if not remark.written:
                    findings.append(_kept(form, remark.row))
                    continue
                answer = follow_up.observation_at[form.unit, remark.row.indicator, remark.point]
                held = before.get(answer.key)
                # An answer that came in with this import is counted already.
                written += held is not None and held.reading.text == answer.reading.text
            files = [
                replace(f, findings=(*f.findings, *findings)) if f.file == form.name else f
                for f in files
            ]
        return replace(imported, follow_up=follow_up, files=tuple(files), observations=written)

    def _check(self, form: Form) -> None:
        known = self._catalogue
        strange = [form.unit] if form.unit not in known.unit_by_id else []
        strange += [p for p in form.points if p not in {q.id for q in known.points}]
        strange += [r.label for r in form.rows if r.indicator not in known.indicator_by_id]
        if strange:
            params = {"file": form.name, "what": strange[0]}
            raise FormRefused(Message("workbook.refused.other-follow-up", params))
        for row in form.rows:
            now = known.indicator_by_id[row.indicator].version
            if now != row.version:
                said: dict[str, object] = {
                    "place": _place(form, row),
                    "label": row.label,
                    "version": str(row.version),
                    "now": str(now),
                }
                raise FormRefused(Message("workbook.refused.other-version", said))

    def _grid(self, form: Form) -> Grid:
        """Lay a form out as one answer a row, each with its own place in the sheet."""
        head = tuple(GridCell(text, 1, column) for column, text in enumerate(_HEADINGS, 1))
        rows = [head]
        held = self._into.observation_at if self._into is not None else {}
        for row in form.rows:
            indicator = self._catalogue.indicator_by_id[row.indicator]
            label = indicator.label.sv or indicator.name.sv or indicator.label.en
            for answer in row.answers:
                stands = held.get((form.unit, row.indicator, answer.point))
                if not answer.is_touched and not answer.given and stands is None:
                    continue
                text = answer.text
                if not answer.is_touched and stands is not None:
                    text = stands.reading.text
                words = (str(indicator.no), label, answer.point)
                cells = [GridCell(w, answer.row, answer.column) for w in words]
                rows.append((*cells, GridCell(text, answer.row, answer.column)))
        names = self._catalogue.unit_by_id[form.unit].name
        return Grid(
            place=Place(file=form.name, part="sheet", name=form.sheet),
            rows=tuple(rows),
            titles=(form.unit, names.sv, names.en),
            findings=(_met(form, names),),
        )


def _met(form: Form, unit: LocalText) -> Finding:
    params = {"file": form.name, "unit": unit, "n": len(form.touched)}
    return Finding(
        code="form",
        severity=Severity.INFO,
        unit=form.unit,
        subject=form.name,
        message=Message("workbook.found.form", params),
        remedy=Message("workbook.remedy.form"),
    )


def _kept(form: Form, row: FormRow) -> Finding:
    params = {"place": _place(form, row), "label": row.label}
    return Finding(
        code="remarks-kept",
        severity=Severity.WARNING,
        unit=form.unit,
        indicator=row.indicator,
        no=row.no,
        subject=form.name,
        message=Message("workbook.found.remarks-kept", params),
        remedy=Message("workbook.remedy.remarks-kept"),
    )


def _place(form: Form, row: FormRow) -> Message:
    params = {"file": form.name, "sheet": form.sheet, "row": str(row.row)}
    return Message("workbook.place.row", params)
