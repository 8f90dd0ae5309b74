"""The pieces of the library and their facts: whose they are, what they are called, which must be looked up again."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from tpn.views.library_index import count, due_facts, facts, note_of, service_facts, services, shelf

TODAY = date(2026, 9, 7)
FACT = """\
checked: 2026-09-01
titles: {egen: {nb: Egen, nn: Eigen, en: Own}}
rows:
  - {id: a, name: egen, amount: 5, valid_from: 2026-01-01, source: KS, checked: %s, evidence: %s%s}
tom: {evidence: V1}
inne: {kode: {value: 3, source: KS, checked: 2026-09-01, evidence: V1, title: {nb: Kode}, section: § 4}}
"""
SERVICE = """\
name: {nb: Vår, nn: Vår, en: Ours}
summary: {nb: Kort, nn: Kort, en: Short}
audience: [citizens]
laws: [{law: borte, source: x, evidence: V1}]
national: {note: {nb: Nasjonal}}
body_note: {nb: Rådet}
example_volume: 40
facts: [{id: sats, text: {nb: Sats}, value: 12, unit: nok, source: KS, checked: 2026-09-01, evidence: V1}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (
        ("facts/egne.yaml", FACT % ("2026-09-01", "V1", "")), ("catalogue/services/vaar.yaml", SERVICE),
        ("checklists/kickoff.yaml", "title: Egen\nitems: [{id: K-C01, text: {nb: A, nn: A, en: A}}]\n"),
    ):  # fmt: skip
        path = tmp_path / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


def test_own_pieces_are_counted_among_all(folder: Path) -> None:
    every, own = count("services", folder)
    assert own == 1
    assert count("services", None) == (every - 1, 0)
    assert all("/services/" not in one.name for one in shelf("catalogue", None, "nb"))


def test_a_piece_says_whose_it_is_what_it_is_called_and_how_many_points_it_has(folder: Path) -> None:
    found = {one.name: one for one in shelf("checklists", folder, "nb")}
    own = found["checklists/kickoff"]
    assert (own.own, own.title, own.points) == (True, {"nb": "Egen", "nn": "Egen", "en": "Egen"}, 1)
    other = found["checklists/launch"]
    assert (other.own, (other.points or 0) > 1) == (False, True)
    assert {one.name.split("/")[1] for one in shelf("texts", None, "nn")} == {"nn"}
    assert "services/vaar" in {one.name for one in shelf("services", folder, "nb")}


def test_a_service_with_its_laws_rates_and_note(folder: Path) -> None:
    ours = next(one for one in services(folder) if one.name == "vaar")
    assert (ours.own, ours.cases, ours.audience) == (True, 40, ("citizens",))
    assert (ours.laws[0].name, ours.laws[0].section) == ({"nb": "borte"}, "")  # a law that nobody knows
    assert (ours.rates[0].value, ours.note) == (12, {"nb": "Nasjonal"})
    assert not any(one.own for one in services(None))
    assert note_of({"body_note": {"nb": "Rådet"}}) == {"nb": "Rådet"}
    assert (note_of({}), note_of({"national": {}})) == ({}, {})


def test_a_fact_wherever_it_stands(folder: Path) -> None:
    own = {one.id: one for one in facts(folder, TODAY, "egne")}
    assert set(own) == {"a", "kode"}  # what says no source is none
    assert (own["a"].title["nb"], own["a"].figure, own["a"].section) == ("Egen", ("amount", 5), "")
    assert (own["kode"].title, own["kode"].figure, own["kode"].section) == (
        {"nb": "Kode"},
        ("value", 3),
        "§ 4",
    )
    assert len(facts(folder, TODAY)) > 2
    assert [one.id for one in service_facts(folder, TODAY) if one.piece.endswith("vaar")] == ["sats"]


def due(folder: Path, checked: str = "2026-09-01", evidence: str = "V1", more: str = "") -> list[str]:
    (folder / "templates/facts/egne.yaml").write_text(FACT % (checked, evidence, more), "utf-8")
    return [one.why for one in due_facts(folder, TODAY) if (one.fact.piece, one.fact.id) == ("egne", "a")]


def test_a_fact_is_due_when_its_value_changes_soon_it_is_old_or_nobody_looked_it_up(folder: Path) -> None:
    near, far = TODAY + timedelta(183), TODAY + timedelta(184)
    assert due(folder) == []
    assert due(folder, more=f", next_change: {near}") == ["changes"]
    assert due(folder, more=f", next_change: {far}") == []
    assert due(folder, checked="2020-01-01") == ["old"]
    assert due(folder, checked="2020-01-01", more=f", next_change: {near}") == ["changes"]
    assert due(folder, more=", valid_to: 2026-09-06", checked="2020-01-01") == []  # it no longer holds
    assert due(folder, more=", valid_to: 2026-09-07", checked="2020-01-01") == ["old"]


def test_what_changes_comes_first(folder: Path) -> None:
    (folder / "templates/facts/egne.yaml").write_text(
        FACT % ("2020-01-01", "V1", "")
        + f"ny: {{source: KS, checked: 2026-09-01, evidence: V1, next_change: {TODAY}}}\n",
        "utf-8",
    )
    order = [one.why for one in due_facts(folder, TODAY)]
    assert order == sorted(order, key=("changes", "old", "second_hand").index)
    assert {"changes", "old"} <= set(order)
