"""Forms made from record types, and saving through them: versions, clashes, removal, rings."""

from __future__ import annotations

from typing import Any

import pytest

from folja.text.catalogue import is_worded
from folja_site.base.models import AuditEvent
from folja_site.programmes import editing
from folja_site.programmes.furniture import EDITABLE
from folja_site.programmes.models import Entry, Programme
from folja_site.programmes.queries import record_of, records, tables

pytestmark = pytest.mark.django_db


def at(programme: Programme, *parts: str) -> str:
    """Return an address of the set-up."""
    return f"/p/{programme.slug}/set-up/" + "".join(f"{part}/" for part in parts)


def sent(programme: Programme, table: str, key: str, **changed: str) -> dict[str, Any]:
    """Return what a browser sends from an entry's form, with some fields changed."""
    entry = Entry.objects.get(programme=programme, table=table, key=key)
    known = tables(programme, *editing.needed_by(table))
    form = editing.form_of(table, entry.cells, known, "sv")
    data: dict[str, Any] = {"version": str(entry.version)}
    for one in form.fields:
        if one.shape == "records":
            data[one.name] = list(one.chosen)
        elif one.shape != "yes" or one.value == "true":
            data[one.name] = one.value
    return data | changed


@pytest.mark.parametrize("table", sorted(EDITABLE))
def test_every_field_and_choice_of_a_table_is_worded(table: str) -> None:
    """Each field, vocabulary and table has words in both languages."""
    form = editing.form_of(table, {}, {}, "sv")
    codes = [f"set-up.field.{one.label}" for one in form.fields]
    codes += [f"set-up.choice.{v.replace('_', '-')}" for one in form.fields for v in one.values]
    codes.append(f"set-up.table.{table.replace('_', '-')}")
    assert [code for code in codes if not is_worded(code)] == []


@pytest.mark.parametrize("table", sorted(EDITABLE))
def test_saving_what_stands_there_changes_no_cell(
    example_programme: Programme, client_as: Any, table: str
) -> None:
    """An entry that is opened and saved unchanged says the same as before, to the letter."""
    entry = Entry.objects.filter(programme=example_programme, table=table, gone=False).first()
    if entry is None:  # nothing of this kind in the example: the list says so
        page = client_as("owner").get(at(example_programme, table))
        assert page.status_code == 200
        return
    data = sent(example_programme, table, entry.key)
    answer = client_as("owner").post(at(example_programme, table, "entry", entry.key), data)
    again = Entry.objects.get(pk=entry.pk)
    assert answer.status_code == 302
    assert (again.cells, again.version) == (entry.cells, entry.version + 1)


def test_new_network_gets_an_id_and_one_event(example_programme: Programme, client_as: Any) -> None:
    """A network is added by its name; its id is made of it, and one event tells of it."""
    before = AuditEvent.objects.count()
    data = {"kind": "network", "name_sv": "Blå Näringar", "status": "planned"}
    answer = client_as("owner").post(at(example_programme, "units", "new"), data)
    made = next(u for u in records(example_programme, "units") if u.id == "bla-naringar")
    assert answer.status_code == 302
    assert made.order > 1
    assert AuditEvent.objects.count() == before + 1


def test_missing_name_is_told_by_its_field_and_nothing_saved(
    example_programme: Programme, client_as: Any
) -> None:
    """A form without what it needs comes back with what was written, and saves nothing."""
    before = Entry.objects.count()
    data = {"kind": "network", "name_sv": "", "composition_sv": "tre kommuner"}
    page = client_as("owner").post(at(example_programme, "units", "new"), data).content.decode()
    assert 'aria-invalid="true" aria-describedby="w-name_sv"' in page
    assert "tre kommuner" in page
    assert Entry.objects.count() == before


def test_network_that_counts_in_its_own_way_has_a_reason(
    example_programme: Programme, client_as: Any
) -> None:
    """Whoever sets up an adaptation says why, in one of the languages."""
    owner, address = client_as("owner"), at(example_programme, "adaptations", "new")
    data = {"unit": "PROC", "indicator": "participating-actors", "action": "narrow"}
    data |= {"comparability": "subset"}
    page = owner.post(address, data).content.decode()
    assert 'aria-describedby="w-reason_sv"' in page
    assert records(example_programme, "adaptations") == ()
    assert owner.post(address, data | {"reason_en": "Only members"}).status_code == 302
    (made,) = records(example_programme, "adaptations")
    assert made.reason.get("sv") == "Only members"


def test_changed_definition_makes_a_version_and_keeps_the_old(
    example_programme: Programme, client_as: Any
) -> None:
    """Another definition from a day is a new version; the old one ends the day before."""
    key = "participating-actors/1"
    data = sent(example_programme, "indicators", key, definition_sv="Bara företag", sort="meaning")
    data |= {"from_day": "2006-01-01", "why": "gränsen var oklar"}
    client_as("owner").post(at(example_programme, "indicators", "entry", key), data)
    mine = [i for i in records(example_programme, "indicators") if i.id == "participating-actors"]
    old, new = sorted(mine, key=lambda i: i.version)
    assert (old.valid_to.isoformat(), new.valid_from.isoformat()) == ("2005-12-31", "2006-01-01")
    assert (new.version, new.definition.sv) == (2, "Bara företag")
    assert old.definition.sv != "Bara företag"


def test_changed_definition_without_saying_what_it_is_saves_nothing(
    example_programme: Programme, client_as: Any
) -> None:
    """Whether it is better words or something else has to be said."""
    key = "participating-actors/1"
    data = sent(example_programme, "indicators", key, definition_sv="Bara företag")
    page = client_as("owner").post(at(example_programme, "indicators", "entry", key), data)
    entry = Entry.objects.get(programme=example_programme, table="indicators", key=key)
    assert page.status_code == 200
    assert entry.cells["definition_sv"] != "Bara företag"


def test_reworded_aim_names_the_one_it_replaces(
    example_programme: Programme, client_as: Any
) -> None:
    """An aim in other words is an aim of its own; the earlier one stays beside it."""
    aim = records(example_programme, "aims")[0]
    data = sent(example_programme, "aims", aim.id, text_sv="Störst i norr", sort="meaning")
    data |= {"from_day": "2006-01-01", "why": "ny styrelse"}
    client_as("owner").post(at(example_programme, "aims", "entry", aim.id), data)
    new = next(a for a in records(example_programme, "aims") if a.replaces == aim.id)
    assert new.text.sv == "Störst i norr"


def test_second_writer_sees_both_wordings_and_loses_nothing(
    example_programme: Programme, client_as: Any
) -> None:
    """Who saves over somebody else's change is shown it, and may save again knowing it."""
    data = sent(example_programme, "goals", "goal-1", text_sv="Min ordalydelse")
    client = client_as("owner")
    other = sent(example_programme, "goals", "goal-1", text_sv="Någon annans ordalydelse")
    path = at(example_programme, "goals", "entry", "goal-1")
    client.post(path, other)
    page = client.post(path, data).content.decode()
    assert "Min ordalydelse" in page
    assert "Någon annans ordalydelse" in page
    entry = Entry.objects.get(programme=example_programme, table="goals", key="goal-1")
    assert entry.cells["text_sv"] == "Någon annans ordalydelse"
    client.post(path, data | {"version": str(entry.version)})
    entry.refresh_from_db()
    assert entry.cells["text_sv"] == "Min ordalydelse"


def test_network_with_answers_is_not_removed(example_programme: Programme, client_as: Any) -> None:
    """What answers rest on stays, whatever the reason."""
    entry = Entry.objects.get(programme=example_programme, table="units", key="PROC")
    data = {"version": str(entry.version), "why": "finns inte mer"}
    client_as("owner").post(at(example_programme, "units", "remove", "PROC"), data)
    entry.refresh_from_db()
    assert entry.gone is False


def test_removed_event_stays_in_its_history(example_programme: Programme, client_as: Any) -> None:
    """An event goes from the list with a reason; its page still tells what it said, and why."""
    entry = Entry.objects.filter(programme=example_programme, table="events").first()
    assert entry is not None
    client = client_as("owner")
    path = at(example_programme, "events", "remove", entry.key)
    client.post(path, {"version": str(entry.version), "why": ""})
    entry.refresh_from_db()
    assert entry.gone is False
    client.post(path, {"version": str(entry.version), "why": "stod två gånger"})
    entry.refresh_from_db()
    assert entry.gone is True
    page = client.get(at(example_programme, "events", "history", entry.key)).content.decode()
    assert "stod två gånger" in page
    assert entry.versions.count() == 2


def test_area_cannot_hang_under_its_own_network(
    example_programme: Programme, client_as: Any
) -> None:
    """A unit that would belong to something below it is refused."""
    network = next(u for u in records(example_programme, "units") if u.id == "PROC")
    data = sent(example_programme, "units", network.parent, parent="PROC")
    client_as("owner").post(at(example_programme, "units", "entry", network.parent), data)
    entry = Entry.objects.get(programme=example_programme, table="units", key=network.parent)
    assert record_of(entry).parent != "PROC"


def test_reference_to_what_the_programme_does_not_have_is_refused(
    example_programme: Programme, client_as: Any
) -> None:
    """Only the programme's own records can be chosen."""
    data = {"unit": "ANNAT", "kind": "vision", "no": "1", "text_sv": "Allt"}
    page = client_as("owner").post(at(example_programme, "aims", "new"), data)
    assert page.status_code == 200
    assert 'id="w-unit"' in page.content.decode()


def test_answers_and_decisions_have_no_editor_here(
    example_programme: Programme, client_as: Any
) -> None:
    """Only what is set up can be opened; everything else does not exist at these addresses."""
    client = client_as("owner")
    tables_kept = ("observations", "decisions", "claims", "case_texts", "finns-inte")
    codes = {client.get(at(example_programme, table)).status_code for table in tables_kept}
    assert codes == {404}


def test_new_point_before_the_others_moves_them_on(
    example_programme: Programme, client_as: Any
) -> None:
    """Points stand in the order of their dates, wherever a new one falls."""
    data = {"id": "2003-12-31", "name_sv": "31 december 2003"}
    client_as("owner").post(at(example_programme, "points", "new"), data)
    points = sorted(records(example_programme, "points"), key=lambda p: p.order)
    assert [p.id for p in points] == sorted(p.id for p in points)
    assert len({p.order for p in points}) == len(points)


def test_point_without_a_name_is_called_by_its_day(
    example_programme: Programme, client_as: Any
) -> None:
    """A date is enough; its name is the date in both languages."""
    sent = client_as("owner").post(at(example_programme, "points", "new"), {"id": "2007-12-31"})
    assert sent.status_code == 302
    made = next(p for p in records(example_programme, "points") if p.id == "2007-12-31")
    assert (made.name.sv, made.name.en) == ("31 december 2007", "31 December 2007")


def test_history_of_the_set_up_tells_dates_roles_and_reasons_in_words(
    example_programme: Programme, client_as: Any
) -> None:
    """No code, no number of an account and no raw date stands among the versions."""
    owner = client_as("owner")
    data = sent(example_programme, "units", "PROC", valid_from="2004-03-01", why="no longer asked")
    data.pop("in_comparison")
    assert owner.post(at(example_programme, "units", "entry", "PROC"), data).status_code == 302
    page = owner.get(at(example_programme, "units", "history", "PROC")).content.decode()
    assert "1 mars 2004" in page
    assert "2004-03-01" not in page
    assert "Frågan ställs inte längre." in page
    assert "<ins>nej</ins>" in page
    assert "programägare" in page
    assert "owner" not in page.partition("<main")[2]


def test_only_thing_to_choose_is_chosen_already(example_programme: Programme) -> None:
    """A required list with one entry leaves nothing to choose; what is there stays as it is."""
    known = tables(example_programme, *editing.needed_by("goals"))
    areas = known["priority_areas"]
    for n, chosen in ((1, areas[0].id), (2, "")):
        offered = {**known, "priority_areas": (areas * 2)[:n]}
        form = editing.form_of("goals", {}, offered, "sv")
        assert [one.value for one in form.fields if one.shape == "record"][:1] == [chosen]


def test_form_of_an_indicator_explains_its_hard_fields_and_marks_those_that_are_needed(
    client_as: Any, example_programme: Programme
) -> None:
    """Stock and flow, period and breakdown are explained; an error stands beside its field."""
    owner = client_as("owner")
    address = "/p/vasternorrland/set-up/indicators/new/"
    page = owner.get(address).content.decode()
    for name in ("measure", "reference_period_sv", "sex", "is_change", "unit_sv", "no"):
        assert f'id="h-{name}"' in page
        assert f'aria-describedby="h-{name}"' in page
    assert page.count("behövs på ett av språken") == 2  # name and question
    assert 'aria-required="true"' in page
    refused = owner.post(address, {"no": "x", "name_sv": "Antal båtar"}).content.decode()
    assert 'value="Antal båtar"' in refused
    for name in ("no", "measure", "label_sv"):
        assert f'id="w-{name}"' in refused
    assert 'aria-describedby="w-measure h-measure"' in refused


def test_title_that_is_too_long_is_refused_whole(
    client_as: Any, example_programme: Programme
) -> None:
    """It would be cut on the cover; a long definition is kept as it is."""
    entry = Entry.objects.get(programme=example_programme, table="follow_ups")
    address = f"/p/vasternorrland/set-up/follow_ups/entry/{entry.key}/"
    long = "ö" * 201
    sent = entry.cells | {"title_sv": long, "version": entry.version}
    page = client_as("owner").post(address, sent).content.decode()
    assert "Högst 200 tecken får plats." in page
    assert f'value="{long}"' in page
    entry.refresh_from_db()
    assert entry.cells["title_sv"] != long
