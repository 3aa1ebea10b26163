"""Pages on which a programme is set up: the whole list, its tables, an entry, its history."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from folja.formats.bundle import decode_row
from folja.model import TABLES, UnitKind
from folja.text import Message
from folja.text import render as worded
from folja_site.access.evaluators import without_evaluator
from folja_site.access.governing import governed
from folja_site.base.conflicts import Conflict
from folja_site.programmes import editing
from folja_site.programmes.actions.entries import remove_entry, save_entry
from folja_site.programmes.actions.points import add_point
from folja_site.programmes.actions.succession import succeed
from folja_site.programmes.furniture import DECIDED, EDITABLE, MEANING
from folja_site.programmes.listing import groups_of, versions_of
from folja_site.programmes.models import Entry
from folja_site.programmes.queries import record_of, records, tables
from folja_site.programmes.setting_up import in_ring, rests_on, state_of


def _entry(request: Any, table: str, key: str) -> Entry:
    _may(request, table)
    found = Entry.objects.filter(programme=request.programme, table=table, key=key).first()
    if found is None:
        raise Http404
    return found


def _may(request: Any, table: str) -> None:
    """Let the owner at every table, and the steering group at what it decides on."""
    if table not in EDITABLE or (table not in DECIDED and not _owns(request)):
        raise Http404


def _owns(request: Any) -> bool:
    return bool(request.principal.may("programme.set-up", request.programme.pk))


def _tell(request: Any, code: str, **params: Any) -> None:
    messages.success(request, worded(Message(code, params), request.lang))


@require_GET
@governed("programme.decide")
def set_up(request: Any, slug: str) -> HttpResponse:
    """Show what is set up and what is missing next."""
    owns = _owns(request)
    state = state_of(request.programme, only=None if owns else DECIDED)
    context = {"state": state, "owns": owns, "bare": _bare(request) if owns else ()}
    return render(request, "programmes/set_up.html", context)


def _bare(request: Any) -> tuple[str, ...]:
    units = records(request.programme, "units")
    networks = [unit.id for unit in units if unit.kind is UnitKind.NETWORK]
    return without_evaluator(request.programme, networks)


@require_GET
@governed("programme.decide")
def table_page(request: Any, slug: str, table: str) -> HttpResponse:
    """Show the entries of one table, with the way to change each."""
    _may(request, table)
    shown = groups_of(request.programme, table, request.lang)
    context = {"table": table, "groups": shown, "n": sum(len(rows) for _, rows in shown)}
    return render(request, "programmes/table.html", context)


@governed("programme.decide")
def new(request: Any, slug: str, table: str) -> HttpResponse:
    """Add an entry to a table."""
    _may(request, table)
    if table == "targets":
        return redirect("set-up-targets", slug)
    programme = request.programme
    known = tables(programme, table, *editing.needed_by(table))
    form = editing.form_of(table, {}, known, request.lang)
    if request.method != "POST":
        for one in form.fields:  # a link from a network's or indicator's page may choose it
            offered = {value for value, _ in one.options}
            if request.GET.get(one.name) in offered:
                one.value = request.GET[one.name]
    elif editing.read_form(form, request.POST).good:
        rows = Entry.objects.filter(programme=programme, table=table)
        taken = frozenset(key.split("/")[0] for key in rows.values_list("key", flat=True))
        editing.complete(form, known[table], taken)
        try:
            made = decode_row(TABLES[table].record, form.cells)
            if table == "points":
                add_point(request.principal, programme, made)
            else:
                save_entry(request.principal, programme, table, made)
        except Conflict:
            form.wrong.append(Message("set-up.wrong.taken"))
        else:
            _tell(request, "set-up.done.added", name=editing.label_of(made, request.lang))
            if "another" in request.POST:
                return redirect("set-up-new", slug, table)
            return redirect("set-up-table", slug, table)
    return render(request, "programmes/entry.html", {"form": form, "table": table})


@governed("programme.decide")
def entry(request: Any, slug: str, table: str, key: str) -> HttpResponse:
    """Change an entry; a changed meaning asks whether it is a new version or better words."""
    programme = request.programme
    found = _entry(request, table, key)
    if found.gone:
        return redirect("set-up-history", slug, table, key)
    if table == "targets":
        return redirect(f"{reverse('set-up-targets', args=(slug,))}?change={quote(key)}#aim")
    known = tables(programme, *editing.needed_by(table))
    form = editing.form_of(table, found.cells, known, request.lang)
    context = {
        "form": form,
        "table": table,
        "entry": found,
        "name": editing.label_of(record_of(found), request.lang),
        "version": found.version,
        "meaning": table in MEANING,
        "sort": "",
        "from_day": "",
        "why": "",
    }
    if request.method == "POST":
        saved = _save(request, found, editing.read_form(form, request.POST), context)
        if saved:
            _tell(request, "set-up.done.saved", name=context["name"])
            return redirect("set-up-table", slug, table)
    return render(request, "programmes/entry.html", context)


def _save(request: Any, found: Entry, form: editing.Form, context: dict[str, Any]) -> bool:
    post = request.POST
    sort, day, why = (post.get(n, "").strip() for n in ("sort", "from_day", "why"))
    seen = post.get("version", "")
    context |= {"sort": sort, "from_day": day, "why": why}
    if not (seen.isascii() and seen.isdigit() and len(seen) < 9):
        form.wrong.append(Message("set-up.wrong.version"))
    if _means_else(found, form.cells) and sort not in ("words", "meaning"):
        form.wrong.append(Message("set-up.wrong.sort"))
    was_added = found.table == "adaptations" and found.cells["action"] == "add"
    if was_added and form.cells.get("action") != "add":
        form.wrong.append(Message("set-up.wrong.added"))
    if found.table == "units" and in_ring(found, form.cells.get("parent", "")):
        form.wrong.append(Message("set-up.wrong.ring"))
    if sort == "meaning" and not (editing.is_day(day) and why):
        form.wrong.append(Message("set-up.wrong.from-day"))
    if not form.good:
        return False
    version = int(seen)
    try:
        if sort == "meaning" and found.table in MEANING:
            succeed(
                request.principal,
                found,
                form.cells,
                version=version,
                day=date.fromisoformat(day),
                why=why,
            )
        else:
            record = decode_row(TABLES[found.table].record, form.cells)
            save_entry(
                request.principal, found.programme, found.table, record, version=version, why=why
            )
    except Conflict as clash:
        editing.differing(form, record_of(clash.there))
        form.wrong.append(Message("set-up.wrong.clash"))
        context["version"] = clash.there.version
        return False
    return True


def _means_else(found: Entry, cells: dict[str, str]) -> bool:
    names = MEANING.get(found.table, ())
    columns = [n + end for n in names for end in ("", "_sv", "_en")]
    return any(found.cells.get(c, "") != cells.get(c, "") for c in columns)


@require_GET
@governed("programme.decide")
def history(request: Any, slug: str, table: str, key: str) -> HttpResponse:
    """Show every version of an entry: what changed, who wrote it, when and why."""
    found = _entry(request, table, key)
    context = {
        "entry": found,
        "table": table,
        "name": editing.label_of(record_of(found), request.lang),
        "versions": versions_of(found, request.lang),
    }
    return render(request, "programmes/history.html", context)


@require_POST
@governed("programme.decide")
def remove(request: Any, slug: str, table: str, key: str) -> HttpResponse:
    """Take an entry out, with a reason, if nothing rests on it; its versions stay."""
    found = _entry(request, table, key)
    why, seen = request.POST.get("why", "").strip(), request.POST.get("version", "")
    resting = 0 if found.gone else rests_on(found, record_of(found))
    if not why or not (seen.isascii() and seen.isdigit() and len(seen) < 9):
        messages.error(request, worded(Message("set-up.wrong.why"), request.lang))
    elif resting:
        told = Message("set-up.wrong.resting", {"n": resting})
        messages.error(request, worded(told, request.lang))
    else:
        try:
            remove_entry(request.principal, found, version=int(seen), why=why)
        except Conflict:
            messages.error(request, worded(Message("set-up.wrong.clash"), request.lang))
        else:
            _tell(
                request,
                "set-up.done.removed",
                name=editing.label_of(record_of(found), request.lang),
            )
            return redirect("set-up-table", slug, table)
    return redirect("set-up-entry", slug, table, key)
