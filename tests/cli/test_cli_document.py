"""``tpn document``: the documents of a project, each a template; filled in with what is recorded, and nothing else."""

import io
import json
import re
from pathlib import Path

import docx
import pytest

from tests.conftest import ROOT, Tpn
from tpn.library import pieces

HALDEN = ROOT / "examples" / "halden"
KINDS = sorted(piece.name.removesuffix(".md") for piece in pieces("documents"))
ABOUT = {"case": "B-04", "decision": "B-04", "handover": "barnehage"}


def made(tpn: Tpn, folder: Path, kind: str, about: str | None, *more: str) -> str:
    result = tpn("document", kind, *([about] if about else []), "-p", folder, *more)
    assert result.code == 0, result.err
    return " ".join(result.out.replace("\\", "").split())


def test_without_a_name_it_shows_which_there_are(tpn: Tpn, halden: Path) -> None:
    told = tpn("document", "-p", halden).out
    for title in (
        "Styringsdokument",
        "Saksframlegg",
        "Beslutningsnotat",
        "Sluttrapport",
        "Overleveringsprotokoll",
    ):
        assert title in told
    listed = json.loads(tpn("document", "-p", halden, "--json").out)["documents"]
    assert [one["name"] for one in listed if not one["sentence"]] == []
    assert sorted(one["name"] for one in listed) == KINDS


@pytest.mark.sampled(every=2)
@pytest.mark.usefixtures("read_once")
@pytest.mark.parametrize("kind", KINDS)
def test_every_document_is_filled_in_without_a_word_to_the_lead(tpn: Tpn, kind: str) -> None:
    told = made(tpn, HALDEN, kind, ABOUT.get(kind), "--format", "md")
    assert "tpn " not in told
    assert "…" not in told
    assert not re.search(r"\{\w+\}|\bNone\b", told)


@pytest.mark.usefixtures("read_once")
@pytest.mark.parametrize("language", ["nn", "en"])
def test_a_document_is_in_the_language_asked_for(tpn: Tpn, language: str) -> None:
    told = made(tpn, HALDEN, "final-report", None, "--lang", language, "--format", "md")
    assert {"nn": "Det som står att", "en": "What is left"}[language] in told


@pytest.mark.parametrize("kind", KINDS)
def test_a_project_of_today_gives_a_document_too(tpn: Tpn, tmp_path: Path, kind: str) -> None:
    (tmp_path / "project.yaml").write_text(
        "project: {format: 1, id: a, name: A, start: 2026-08-17}\n"
        "services: [{id: sfo, name: SFO}]\ndecisions: [{id: B-01, title: Leie}]\n", "utf-8",
    )  # fmt: skip
    made(tpn, tmp_path, kind, None, "--format", "md")  # the only one there is needs no name


def test_a_document_is_named_by_its_beginning_in_any_language_and_without_our_letters(
    tpn: Tpn, halden: Path
) -> None:
    for typed in ("okonomi", "budget plan"):
        assert made(tpn, halden, typed, None).startswith("Økonomiplan")
    assert made(tpn, halden, "avgjerdsnotat", "B-04").startswith("Beslutningsnotat – Booking av lokaler")
    assert (tpn("document", "beslutning", "-p", halden).code, tpn("document", "xyz", "-p", halden).code) == (
        2,
        2,
    )


def test_what_it_is_about_must_be_there_and_of_the_right_kind(tpn: Tpn, halden: Path) -> None:
    which = tpn("document", "beslutningsnotat", "-p", halden)
    assert (which.code, "B-04" in which.err) == (2, True)
    assert tpn("document", "beslutningsnotat", "barnehage", "-p", halden).code == 2
    assert tpn("document", "sluttrapport", "barnehage", "-p", halden).code == 2


def test_the_case_has_the_municipalitys_own_headings_when_it_has_them(tpn: Tpn, halden: Path) -> None:
    own = halden / "templates" / "texts" / "nb"
    own.mkdir(parents=True)
    (own / "documents.yaml").write_text("case: {proposal: Kommunedirektørens innstilling}\n", "utf-8")
    assert "Kommunedirektørens innstilling" in made(tpn, halden, "saksframlegg", "B-04")


def test_a_municipality_adds_a_document_by_adding_a_template(tpn: Tpn, halden: Path) -> None:
    own = halden / "templates" / "documents"
    own.mkdir(parents=True)
    (own / "ledermelding.md.j2").write_text(
        "{# about: service. Tre linjer til lederen av en enhet. #}\n# {{ about.name }}\n\n"
        "{{ about.owner }} tar imot {{ about.dates.forecast }}. Lys: {{ r.overall }}.\n", "utf-8",
    )  # fmt: skip
    assert "Tre linjer til lederen av en enhet." in " ".join(tpn("document", "-p", halden).out.split())
    assert "Eva Berg tar imot 26.10.2026. Lys: gul." in made(tpn, halden, "ledermelding", "barnehage")


def test_the_final_report_holds_agreed_against_what_it_came_to(tpn: Tpn, halden: Path) -> None:
    told = re.sub(r" *\| *", " ", made(tpn, halden, "sluttrapport", None, "--format", "md"))
    for said in ("Avtalt 30.06.2027", "Ventes ferdig 05.07.2027", "31 prosent (01.10.2026)", "−190 000",
                 "Siv var bundet av koblingen til arkivet",
                 "Mål før du lanserer. Ingen husker etterpå hvor mange som ringte."):  # fmt: skip
        assert said.replace(" ", "") in told.replace("\u00a0", "").replace(" ", "")


def test_a_milestone_that_was_reached_late_is_told_as_the_report_tells_it(tpn: Tpn, halden: Path) -> None:
    for kind in ("sluttrapport", "styringsdokument"):
        told = made(tpn, halden, kind, None, "--format", "md").replace("\u00a0", " ")
        assert re.search(r"16\.09\.2026 \| +17\.09\.2026 \| +1 arb\.dag etter \|", told), kind


def test_the_budget_years_add_up(tpn: Tpn, halden: Path) -> None:
    told = made(tpn, halden, "økonomiplan", None, "--format", "md").replace("\u00a0", " ")
    assert "| **Sum** | **945** | **1 225** | **300** | **300** | **300** | **3 070** |" in told
    assert (
        "| **Nytte minus kostnader** | **−757** | **−830** | **278** | **330** | **330** | **−649** |" in told
    )
    years = json.loads(tpn("benefits", "--json", "-p", halden).out)["years"]
    run = "".join(f" {w} |" for w in ("60", *["300"] * 4))
    assert [one["running"] for one in years] == [60_000, *[300_000] * 4], "as in the benefits plan"
    assert f"| Ny drift |{run}" in told


def test_costs_without_a_year_are_in_the_sum_and_in_the_net(tpn: Tpn, sandnes: Path) -> None:
    told = made(tpn, sandnes, "økonomiplan", None, "--format", "md").replace("\u00a0", " ")
    close = re.sub(r"[* ]", "", told)
    assert "|Reserve(investering)|240|–|–|–|–|50|290|" in close, "what is spent has its year"
    assert "|Nydrift|1298|1923|1923|1923|1923|–|8990|" in close
    assert "|Oppvekst|–|465|838|931|931|–|3165|" in close, "its services are launched in the second year"
    assert "|Gevinstminuskostnader|−3665|−550|151|244|244|−3948|−7525|" in close


def test_the_handover_names_both_parties_what_is_open_and_a_checklist_to_tick(tpn: Tpn, halden: Path) -> None:
    file = halden.parent / "protokoll.docx"
    assert tpn("document", "overlevering", "barnehage", "-p", halden, "-o", file).code == 0
    document = docx.Document(io.BytesIO(file.read_bytes()))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert "Eva Berg" in cells
    assert cells.count("☐") == 12
    assert "12 må-punkter er ikke klare." in [one.text for one in document.paragraphs]


@pytest.mark.parametrize("kind", ["decision"])
def test_they_are_written_in_every_format(tpn: Tpn, halden: Path, tmp_path: Path, kind: str) -> None:
    about = [ABOUT[kind]] if kind in ABOUT else []
    for ending in ("docx", "pdf", "html", "md"):
        assert tpn("document", kind, *about, "-p", halden, "-o", tmp_path / f"a.{ending}").code == 0


def test_the_archive_is_not_public_and_the_case_is(tpn: Tpn, halden: Path) -> None:
    assert "Unntatt offentlighet, offl. § 14" in made(tpn, halden, "prosjektarkiv", None, "--format", "md")
    assert "Offentlig" in made(tpn, halden, "saksframlegg", "B-04", "--format", "md")


def test_the_archive_says_no_more_than_somebody_has_said(tpn: Tpn, halden: Path) -> None:
    told = made(tpn, halden, "prosjektarkiv", None, "--format", "md")
    for never in (
        "Status: Ikke startet",
        "Andel av sakene (%): 100",
        "Type: Arbeid",
        "proposed_from",
        "progress:",
        "Format",
    ):
        assert never not in told
    assert "Fremdrift: Forsinkelsen kommer av" in told
    assert re.search(r"B-05 .*?Møte \| MO-05", told)


def test_the_log_of_decisions_has_what_the_note_and_the_report_have(tpn: Tpn, halden: Path) -> None:
    told = made(tpn, halden, "beslutningslogg", None, "--format", "md")
    waiting, taken = told.split("## Besluttet")
    assert waiting.count("styringsgruppen") == 4  # as the note of each says
    assert "**B** Dele med regionen" in taken  # the alternatives of what waits, after what is taken
    assert "Lage en reserveplan om DPIA-en ikke blir ferdig, Ola Nordmann, frist 14.10.2026" in taken
    report = tpn("report", "-p", halden, "--today", "05.10.2026", "--format", "md").out
    assert "Lage en reserveplan om DPIA-en ikke blir ferdig" in report


def test_a_case_proposes_in_a_sentence_and_is_about_itself(tpn: Tpn, halden: Path) -> None:
    told = made(tpn, halden, "saksframlegg", "B-06", "--format", "md")
    assert "Styringsgruppen vedtar alternativ A: Alt fra 1. februar." in told
    assert "Saken gjelder valget mellom «Alt fra 1. februar» og «Bare innmelding først»." in told
    assert "SFO, lansering" in told  # the service that the case names
    assert "Alternativ A anbefales. Endringene er flere enn innmeldingene." in told
    assert "Mer av arbeidstiden går til innbyggerne" not in told  # the project's goal
    assert "prognose er" not in told  # how the project stands is another paper


def test_a_recommendation_that_is_more_than_an_alternative_is_proposed_whole(tpn: Tpn, halden: Path) -> None:
    told = made(tpn, halden, "saksframlegg", "B-02", "--format", "md")
    assert "Styringsgruppen vedtar alternativ A: 15. september, med vakt de to første ukene" in told
    assert "Anbefaling mangler ennå." in made(tpn, halden, "saksframlegg", "B-04", "--format", "md")


def test_a_final_report_of_a_project_that_goes_on_is_preliminary(tpn: Tpn, halden: Path) -> None:
    told = made(tpn, halden, "sluttrapport", None, "--format", "md")
    assert told.startswith("# Sluttrapport, foreløpig")
    assert "Dette er en foreløpig sluttrapport: 50 av 120 aktiviteter er ferdige" in told
    assert "Underskrift" not in told
    assert re.search(r"Seks tjenester er på nett .*\| 1 av 6 tjenester er på nett +\|", told)


def test_what_nobody_has_recorded_of_a_case_is_one_list_to_write_in(tpn: Tpn, halden: Path) -> None:
    said = tpn("document", "saksframlegg", "B-07", "-p", halden, "--format", "md").out
    told, _, left = said.partition("Dette gjenstår å skrive")
    assert "Skriv her" not in told
    assert re.findall(r"(?m)^\| (\w[^|]*?) +\|", left) == [
        "Bakgrunn", "For og mot", "Økonomi", "Ansatte og medvirkning", "Innbyggerne", "Personvern og sikkerhet",
        "Klima og miljø", "Vedlegg",
    ]  # fmt: skip
    assert "Dette gjenstår" not in made(tpn, halden, "saksframlegg", "B-03", "--format", "md"), (
        "it is decided"
    )


def test_a_line_after_a_list_is_no_part_of_its_last_point(tpn: Tpn, halden: Path) -> None:
    own = halden / "templates" / "documents"
    own.mkdir(parents=True)
    points = "{% for n in (1, 2) %}\n- Punkt {% if n %}{{ n }}{% endif %}\n\n{% endfor %}\n"
    (own / "participation.md.j2").write_text(points + "Vilkår:\n", "utf-8")
    told = tpn("document", "medvirkning", "-p", halden, "--format", "md").out
    assert "- Punkt 1\n- Punkt 2\n\nVilkår:" in told


def test_a_recommendation_by_its_letter_is_told_as_the_alternative(tpn: Tpn, halden: Path) -> None:
    assert tpn("set", "B-07", "anbefaling=B, fordi DPIA-en mangler", "-p", halden).code == 0
    told = made(tpn, halden, "saksframlegg", "B-07", "--format", "md")
    assert "Styringsgruppen vedtar alternativ B: Flytte til 9. november." in told
    assert "Alternativ B anbefales, fordi DPIA-en mangler." in told


def test_what_nobody_has_recorded_is_a_field_to_write_in_and_no_empty_heading(tpn: Tpn, halden: Path) -> None:
    told = made(tpn, halden, "saksframlegg", "B-04", "--format", "md")
    for asked in (
        "«Styringsgruppen vedtar å»",
        "Hva som har skjedd i saken",
        "Skriv hvilket alternativ som anbefales",
    ):
        assert asked in told
    assert "Styringsgruppen, møtet 20.10.2026, sak 18/26" in told
    file = halden.parent / "sak.docx"
    assert tpn("document", "saksframlegg", "B-04", "-p", halden, "-o", file).code == 0
    tables = docx.Document(str(file)).tables
    fields = [table.cell(0, 0).text for table in tables if len(table.columns) == 1]
    fields += [row.cells[1].text for row in tables[-1].rows]
    assert len(fields) == 9
    assert all(one.endswith("\n\u2060") for one in fields), "with room to write"


def test_a_case_that_stops_a_service_names_the_risks_to_it(tpn: Tpn, halden: Path) -> None:
    logs = halden / "logs.yaml"
    logs.write_text(logs.read_text("utf-8").replace("    hangs: [A-21]\n", "    hangs: [T-17]\n"), "utf-8")
    for kind in ("saksframlegg", "beslutningsnotat"):
        told = made(tpn, halden, kind, "B-04", "--format", "md")
        assert "Barnehageplass på nett" in told
        assert "DPIA for barnehage blir ikke ferdig før lansering (R-04, risikotall 6)" in told
        assert "Nytten tas ikke ut i linjen" not in told


def test_the_governing_document_says_what_the_method_asks_for(tpn: Tpn, halden: Path) -> None:
    told = made(tpn, halden, "styringsdokument", None, "--format", "md").replace("\u00a0", " ")
    for heading in ("Dagens situasjon", "Omfang og avgrensning", "Ikke med i prosjektet", "Risiko", "Kvalitet",
                    "Avhengigheter og forutsetninger", "Interessenter og kommunikasjon"):  # fmt: skip
        assert f"# {heading} " in told, heading
    assert re.search(r"Barnehageplass \| +640 \| +98 \| +1 045 \| 2 Nedlasting", told)
    assert re.search(r"Seks tjenester er på nett innen 30. juni 2027 \| 1 av 6 tjenester er på nett", told)
    assert re.search(r"R-03 .* \| +16 → 9 \| Dagbøter og leveringsplan i kontrakten, Per Lie", told)
    assert told.index("R-03") < told.index("R-06") < told.index("R-07")  # the heaviest first


def test_nobody_with_a_measure_is_told_as_somebody_without_one(tpn: Tpn, halden: Path) -> None:
    told = made(tpn, halden, "kommunikasjonsplan", None, "--format", "md")
    assert re.search(r"SFO-ledere +\| Besøk på de tre siste skolene", told)
    assert "Interessenter uten" not in told
    assert "22.09.2026" not in told.split("Møter som kommer")[1]  # it is over


def test_why_something_was_taken_out_stands_in_the_papers_of_its_decision(tpn: Tpn, halden: Path) -> None:
    out = tpn(
        "cancel", "lokaler", "--reason", "Regionen overtar", "--decision", "B-01", "-p", halden, "--write"
    )
    assert out.code == 0, out.err
    for kind in ("saksframlegg", "beslutningsnotat"):
        told = made(tpn, halden, kind, "B-01", "--format", "md")
        assert "Leie av kommunale lokaler: Regionen overtar" in told
        assert "Per 05.10.2026 er prosjektets samlede lys" not in told  # it was decided long before
    for kind in ("styringsdokument", "sluttrapport"):
        told = made(tpn, halden, kind, None, "--format", "md")
        assert "Leie av kommunale lokaler: utgått (05.10.2026): Regionen overtar." in told


def test_the_governing_document_says_once_who_sits_in_the_steering_group(tpn: Tpn, halden: Path) -> None:
    file = halden / "project.yaml"
    file.write_text(
        file.read_text("utf-8").replace("[kari, bente, guro, inger]", "[kari, bente, guro, eva]"), "utf-8"
    )
    told = made(tpn, halden, "styringsdokument", None, "--format", "md")
    assert re.search(r"Styringsgruppe +\| Kari Holm, Bente Solli, Guro Eik, Eva Berg", told)
    assert re.search(r"Inger Foss +\| Prosesseier, Servicesenter +\|", told)
    assert re.search(r"Eva Berg +\| Prosesseier, Styringsgruppe +\|", told)
