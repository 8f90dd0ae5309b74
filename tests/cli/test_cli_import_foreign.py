"""``tpn import`` of sheets that tpn never wrote: records of every kind, matched or new, nothing lost, nothing guessed."""
# ruff: noqa: E501 - tables of cases

import json
from pathlib import Path

import pytest

from tests.cli.sheets_back import texts
from tests.conftest import Tpn


def table(folder: Path, name: str, *rows: str) -> Path:
    path = folder.parent / name
    path.write_text("\n".join(rows) + "\n", "utf-8-sig")
    return path


def outcomes(tpn: Tpn, *words: object) -> list[tuple[str, str, str | None]]:
    found = json.loads(tpn("import", *words, "--json").out)["outcomes"]
    return [(one["outcome"], one["id"], one["field"]) for one in found]


def shown(tpn: Tpn, folder: Path, name: str) -> str:
    return tpn("show", name, "-p", folder).out


PEOPLE = (
    "Navn;Initialer;Rolle;Avdeling;E-post;Telefon;Skostørrelse",
    *(
        f"Person Nummer{n};PN{n};Saksbehandler;Oppvekst;pn{n}@example.no;69 00 00 {n:02d};{n + 30}"
        for n in range(10, 30)
    ),
)


def test_twenty_colleagues_come_from_one_list(tpn: Tpn, halden: Path) -> None:
    path = table(halden, "folk.csv", *PEOPLE)
    assert [one[0] for one in outcomes(tpn, path, "-p", halden, "--write")] == ["new"] * 20
    assert tpn("check", "-p", halden).code == 0
    project = texts(halden)["project.yaml"]
    assert project.count("organisation: ") == texts(halden)["project.yaml"].count("organisation: ")
    assert "Person Nummer29" in project
    assert 'Skostørrelse: "59"' in project
    assert "PN12" in shown(tpn, halden, "Person Nummer12")
    assert outcomes(tpn, path, "-p", halden, "--write") == []


def test_a_person_that_the_project_has_is_not_made_again(tpn: Tpn, halden: Path) -> None:
    path = table(halden, "folk.csv", "Navn;E-post;Telefon", "Ola Nordmann;ola.ny@example.no;", "Ny Person;;")
    found = outcomes(tpn, path, "-p", halden)
    assert ("conflict", "ola", "email") in found
    assert [one for one in found if one[0] == "new"] == [("new", "ny", None)]
    assert tpn("import", path, "-p", halden, "--write", "--take", "sheet").code == 0
    assert "ola.ny@example.no" in texts(halden)["project.yaml"]


def test_services_come_from_a_list(tpn: Tpn, halden: Path) -> None:
    path = table(
        halden, "tjenester.csv", "Tjeneste;Tjenesteeier;Saker per år;Lansering",
        "Bygging uten ansvarsrett;Eva Berg;120;01.03.2027", "Barnehageplass;Eva Berg;850;",
    )  # fmt: skip
    found = outcomes(tpn, path, "-p", halden, "--write")
    assert [one for one in found if one[0] == "new"] == [("new", "bygging-uten-ansvarsrett", None)]
    assert "cases_per_year: 120" in texts(halden)["project.yaml"]


PLAN = (
    "Nr;Oppgave;Ansvarlig;Start;Frist;Status;Etter;Budsjett",
    ";Fase 1: Prosessanalyse;;;;;;",
    "1;Kartlegge dagens rutine;ON;05.10.2026;09.10.2026;Pågår;;1000",
    "2;Prøve den nye rutinen;Kåre Ny;12.10.2026;16.10.2026;;1;",
    ";Andre ting;;;;;;",
    "3;Feire;;;20.10.2026;;2;",
)


def test_a_plan_comes_in_with_phases_links_and_its_own_columns(tpn: Tpn, halden: Path) -> None:
    path = table(halden, "plan.csv", *PLAN)
    result = tpn("import", path, "-p", halden, "--write")
    assert result.code == 0, result.err
    assert all(word in result.out for word in ("Kåre Ny", "Andre ting", "--new-people"))
    after = texts(halden)
    process, start = after["3-processes.yaml"], after["1-kickoff.yaml"]
    assert "title: Kartlegge dagens rutine" in process
    assert 'Budsjett: "1000"' in process
    assert "after: [P-20]" in process
    assert "after: [P-21]" in start
    assert "title: Feire" in start
    assert tpn("check", "-p", halden).code == 0
    assert outcomes(tpn, path, "-p", halden) == []


def test_the_phase_can_be_chosen_and_people_added(tpn: Tpn, halden: Path) -> None:
    path = table(halden, "plan.csv", *PLAN)
    tpn("import", path, "-p", halden, "--write", "--phase", "launch", "--new-people")
    assert "title: Feire" in texts(halden)["5-launch.yaml"]
    assert "name: Kåre Ny" in texts(halden)["project.yaml"]
    assert (
        "responsible: [kare]" in texts(halden)["3-processes.yaml"]
        or "kaare" in texts(halden)["3-processes.yaml"]
    )


def test_a_record_with_the_same_title_is_asked_about_and_not_made_again(tpn: Tpn, halden: Path) -> None:
    path = table(
        halden, "plan.csv", "Aktivitet;Frist;Ansvarlig", "Mandat og prosjekteier avklart;08.06.2026;"
    )
    assert outcomes(tpn, path, "-p", halden) == [("conflict", "K-01", "due")]
    assert tpn("import", path, "-p", halden, "--write").code == 3


@pytest.mark.sampled(every=6)
@pytest.mark.parametrize(
    ("rows", "file", "wanted"),
    [
        (("Risiko;Sannsynlighet;Konsekvens;Tiltak;Eier", "Streik;0,7;Høy;Snakke sammen;Eva"), "logs.yaml",
         ("probability: 4", "consequence: 4", "what: Snakke sammen", "owner: eva", "Sannsynlighet: 0.7")),
        (("Interessent;Interesse;Innflytelse;Holdning;Forventning", "Velforeningen;Stor;Liten;positiv;Ro"), "2-benefits.yaml",
         ("name: Velforeningen", "interest: 4", "influence: 2", "attitude: 1", "expectation: Ro")),
        (("Gevinst;Gevinstansvarlig;Måleindikator;Nullpunkt;Mål", "Mindre kø;Eva Berg;Minutter i kø;12;4"), "2-benefits.yaml",
         ("title: Mindre kø", "owner: eva", "name: Minutter i kø", "baseline: 12", "target: 4")),
        (("Krav nr;Krav;Type;Verifiseres ved", "1;Skal kunne brukes uten mus;Må;Test"), "4-procurement.yaml",
         ("text: Skal kunne brukes uten mus", "level: must", "verify: Test")),
        (("Beslutning;Besluttet dato;Utfall", "Velge skjemaløsning;01.10.2026;Ja til A"), "logs.yaml",
         ("title: Velge skjemaløsning", "decided: 2026-10-01", "outcome: Ja til A")),
        (("Avvik;Årsak;Konsekvens;Prioritet;Frist;Tiltak", "Feil i skjema;Hast;Misnøye;Høy;12.10.2026;Rette"), "logs.yaml",
         ("title: Feil i skjema", "cause: Hast", "importance: 3", "what: Rette", "due: 2026-10-12")),
    ],
    ids=["risks", "stakeholders", "benefits", "requirements", "decisions", "deviations"],
)  # fmt: skip
def test_registers_come_in(
    tpn: Tpn, halden: Path, rows: tuple[str, ...], file: str, wanted: tuple[str, ...]
) -> None:
    path = table(halden, "register.csv", *rows)
    before = texts(halden)
    result = tpn("import", path, "-p", halden, "--write")
    assert result.code == 0, result.out + result.err
    new = texts(halden)[file]
    assert [text for text in wanted if text not in new or text in before[file]] == [
        text for text in wanted if text in before[file]
    ]
    assert tpn("check", "-p", halden).code == 0
    assert outcomes(tpn, path, "-p", halden) == []


def test_a_profile_that_was_saved_and_corrected_reads_the_next_sheet(tpn: Tpn, halden: Path) -> None:
    path = table(halden, "rart.csv", "Hva;Folk;Innen", "Male gjerdet;ON;12.10.2026")
    tpn("read", path, "-p", halden, "--save-profile", "rart")
    profile = halden / "templates" / "profiles" / "rart.yaml"
    text = profile.read_text("utf-8")
    profile.write_text(
        text.replace("kind: unknown", "kind: activities").replace("Folk: null", "Folk: responsible"), "utf-8"
    )
    assert "Folk: responsible" in profile.read_text("utf-8")
    assert tpn("import", path, "-p", halden, "--profile", "rart", "--write").code == 0
    assert "responsible: [ola]" in texts(halden)["1-kickoff.yaml"].split("Male gjerdet")[1]


@pytest.mark.parametrize(
    ("rows", "word"),
    [(("Aktivitet;Ansvarlig;Frist", ";;"), "tomt skjema"), (("1;2;3", "4;5;6"), "overskrift")],
)
def test_what_has_nothing_to_bring_is_one_sentence(
    tpn: Tpn, halden: Path, rows: tuple[str, ...], word: str
) -> None:
    result = tpn("import", table(halden, "x.csv", *rows), "-p", halden, "--write")
    assert result.code == 1
    assert word in result.err


def test_a_table_copied_from_our_own_sheet_finds_its_records_by_their_numbers(tpn: Tpn, halden: Path) -> None:
    copied = table(
        halden, "fra-kari.csv", "Nr;Tiltak;Gjelder;Ansvarlig;Frist;Utført",
        "I-03/1;Vise løsningen på styrermøtet;Styrere i barnehagene;Eva Berg;14.10.2026;gjort",
        "I-01/1;Brukertest av søknad om barnehageplass;Foresatte;Liv Sand;15.10.2026;",
    )  # fmt: skip
    words = (copied, "-p", halden, "--write", "--today", "2026-10-20")
    assert outcomes(tpn, *words) == [
        ("conflict", "I-03/actions/1", "done"), ("conflict", "I-01/actions/1", "due"),
    ]  # fmt: skip
    assert outcomes(tpn, *words, "--take", "sheet")
    assert "20.10.2026" in shown(tpn, halden, "I-03/1")
    assert "15.10.2026" in shown(tpn, halden, "I-01/1")


def test_a_number_of_ours_over_other_words_is_a_row_of_its_own(tpn: Tpn, halden: Path) -> None:
    other = table(
        halden, "annet.csv", "Nr;Aktivitet;Ansvarlig;Frist", "I-03/1;Male veggen;Eva Berg;14.10.2026"
    )
    assert [one[0] for one in outcomes(tpn, other, "-p", halden)] == ["new"]
