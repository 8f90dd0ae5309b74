"""``tpn read``: what is understood is said in words, in three languages; nothing is a slug or longer than a line."""

from pathlib import Path
from typing import get_args

import pytest

from tests.conftest import Tpn, widest
from tpn.recognise.fields import FIELDS
from tpn.recognise.heading_lookup import How
from tpn.recognise.left_out import Why
from tpn.texts import LANGUAGES, Words

ROWS = (
    "Fremdriftsplan 2026;;;;",
    "Nr;Oppgave;Ansvarlig;Frist;Avd",
    "1;Lage mandat;ON;05.10.2026;Oppvekst",
    "2;Velge et navn som er så langt at det umulig kan få plass på én linje i en terminal;Kari og Eva;snarest;",
    "Sum;;;;",
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_field_and_way_has_words(language: str) -> None:
    words = Words(language)
    assert [why for why in get_args(Why) if not words.find(f"read.why.{why}")] == []
    assert [how for how in get_args(How) if not words.find(f"read.how.{how}")] == []
    fields = {name for names in FIELDS.values() for name in names}
    assert [
        f for f in fields if not (words.find(f"read.fields.{f}") or words.find(f"fields.common.{f}"))
    ] == []


@pytest.mark.parametrize(("language", "said"), [("nb", "sum"), ("nn", "sum"), ("en", "a total")])
def test_what_was_understood_is_told_in_words(tpn: Tpn, tmp_path: Path, language: str, said: str) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("\n".join(ROWS), "utf-8-sig")
    result = tpn("read", path, "--lang", language)
    assert result.code == 0
    assert "synonym" not in result.out
    assert "date-open" not in result.out
    assert widest(result.out) <= 100
    assert said in result.out


def test_an_empty_form_is_one_line(tpn: Tpn, tmp_path: Path) -> None:
    path = tmp_path / "skjema.csv"
    path.write_text("Aktivitet;Ansvarlig;Frist\n;;\n", "utf-8-sig")
    lines = tpn("read", path).out.splitlines()
    assert "tomt skjema" in lines[-1]
    assert len(lines) == 8


def test_a_sheet_of_tpns_own_is_known_as_one(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "ark.xlsx"
    assert tpn("export", "-p", halden, "-o", sheet).code == 0
    told = tpn("read", "-p", halden, sheet)
    assert told.code == 0
    assert f"tpn import {sheet}" in " ".join(told.out.split())


def test_the_screen_ends_with_what_was_read_kept_and_left_out_and_how_sure_it_is(
    tpn: Tpn, tmp_path: Path
) -> None:
    path = tmp_path / "risiko.csv"
    path.write_text("Risiko;S;K;Avd\nBrann;3;4;Oppvekst\nSum;;7;\n", "utf-8-sig")
    told = tpn("read", path).out
    end = told[told.index("Alt i alt") :].splitlines()
    assert [line.split()[0] for line in end[1:5]] == ["Lest", "Beholdt", "Utelatt", "Sikkert"]
    assert "1 risiko" in end[1]
    assert "Avd" in end[2]
    assert "3 av 3 kolonner" in end[4]
    assert "Sannsynlighet 3 · Konsekvens 4" in told
