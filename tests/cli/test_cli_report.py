"""``tpn report``: one content in an edition for each reader, written by the lead, and frozen when it is published."""

import contextlib
import io
import json
import re
import shlex
import shutil
from html import unescape
from pathlib import Path

import docx
import pytest
from pptx import Presentation

from tests.conftest import NOW, ROOT, Tpn
from tpn.cli.app import run

READERS = ("styringsgruppe", "eier", "prosjektgruppe", "politisk", "ansatte")
PEOPLE = ("Kari Holm", "Ola Nordmann", "Nils Aune", "Per Lie", "Eva Berg", "Mona Kvam")
DAY = "05.10.2026"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def text_of(path: Path) -> str:
    """All that a person reads in a document, header and footer too."""
    if path.suffix == ".docx":
        made = docx.Document(str(path))
        parts = [made.element.body, made.sections[0].footer._element]
        return " ".join(node.text or "" for part in parts for node in part.iter(f"{W}t"))
    text = path.read_text("utf-8")
    return (
        unescape(re.sub(r"<style>.*?</style>|<[^>]*>", " ", text, flags=re.DOTALL))
        if path.suffix == ".html"
        else text
    )


def plain(text: str) -> str:
    return " ".join(text.replace("\\", "").replace("**", "").split())


@pytest.mark.parametrize("kind", ["docx", "html", "md"])
def test_what_the_lead_has_written_stands_word_for_word_in_the_report(
    tpn: Tpn, halden: Path, tmp_path: Path, kind: str
) -> None:
    file = tmp_path / f"oktober.{kind}"
    assert tpn("report", "-p", halden, "--today", DAY, "-o", file).code == 0
    said = plain(text_of(file))
    for text in (
        "Kulturskolen er på nett, og 47 av 58 søknader har kommet digitalt.",
        "Velge leverandør, få DPIA-en for barnehage godkjent og lansere 26. oktober.",
        "Prosjektlederen: Anskaffelsen ser ut til å bli rimeligere enn budsjettert.",
        "Beslutninger vi ber om",
        "Statusrapport nr. 1",
    ):
        assert text in said


@pytest.mark.usefixtures("read_once")
@pytest.mark.sampled("example", "reader", "language")
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("example", ["halden", "sandnes"])
def test_no_document_holds_what_only_a_screen_or_a_program_says(
    tpn: Tpn, example: str, reader: str, language: str
) -> None:
    folder = ROOT / "examples" / example
    said = tpn(
        "report", "-p", folder, "--today", DAY, "--for", reader, "--lang", language, "--format", "md"
    ).out
    for unwanted in ("…", "tpn ", "None", "..", "Undefined", "{", "\ue000"):
        assert unwanted not in said, (
            unwanted,
            said[max(0, said.find(unwanted) - 60) : said.find(unwanted) + 30],
        )
    screen = tpn("report", "-p", folder, "--today", DAY, "--for", reader, "--lang", language).out
    assert "**" not in screen
    assert "**" not in re.sub(r"\*\*[^*\n]+\*\*", "", said)


def test_the_political_edition_has_whole_sentences_and_neither_ids_nor_lights(tpn: Tpn, halden: Path) -> None:
    said = tpn("report", "-p", halden, "--today", DAY, "--for", "politisk", "--format", "md").out
    assert not re.search(r"\b[A-Z]{1,2}-\d\d", said)
    assert not re.search(r"[●▲■○|]|\b(grønn|gul|rød)\b", said, re.IGNORECASE)
    assert "2 000 000 kroner" in said.replace("\u00a0", " ")


def test_the_political_edition_says_what_is_wrong_and_what_the_saving_costs(tpn: Tpn, halden: Path) -> None:
    line = ("report", "-p", halden, "--today", DAY, "--for", "politisk", "--format", "md")
    said = tpn(*line).out.replace("\u00a0", " ")
    assert "ikke helt i rute. Hovedårsaken er at milepælen «Leverandør av skjemaløsning valgt» ventes" in said
    assert "Prosjektlederen skriver: «Forsinkelsen kommer av at IT" in said
    privacy = (
        "For Barnehageplass er ikke personvern, sikkerhet og arkiv ferdig avklart: 2 krav er åpne 21 dager"
    )
    assert privacy in said
    assert "Kari Holm vurderer det slik: «DPIA for barnehage er skrevet," in said
    assert "B-03" not in said, "a paper without ids leaves them out of what somebody has typed"
    assert "Datoen er usikker: 12 av 31 krav" in said
    assert "er verdien for kommunen beregnet til 630 210 kroner i året" in said
    assert "Av dette er 463 210 kroner arbeidstid som blir frigjort" in said
    assert "vedtatt å trekke 40 000 kroner i året inn i budsjettet" in said
    assert "Nye løsninger koster 300 000 kroner i året i drift, så netto er verdien 330 210 kroner." in said
    assert "tjent inn" not in said, "the page's own cost is the project's, and no sentence counts another"
    assert "seks tjenester" in said


def test_an_end_that_holds_is_told_once(tpn: Tpn, sandnes: Path) -> None:
    said = tpn("report", "-p", sandnes, "--today", DAY, "--for", "politisk", "--format", "md").out
    assert "Prosjektet ventes ferdig 17. desember 2027, som avtalt." in said.replace("\u00a0", " ")
    said = said.replace("\u00a0", " ")
    assert "samlet sett ikke i rute. Hovedårsaken er et åpent avvik: 38 søknader" in said
    assert "Tiltaket er dette, med frist 20. november 2026: Automatisk varsel fra feilkøen." in said
    assert "Ingenting av dette er vedtatt trukket inn i budsjettet ennå." in said


def test_the_employees_edition_says_what_becomes_otherwise_and_whom_to_ask_and_no_risk_and_no_money(
    tpn: Tpn, halden: Path
) -> None:
    said = tpn("report", "-p", halden, "--today", DAY, "--for", "ansatte", "--format", "md").out
    said = said.replace("\u00a0", " ")
    assert "Spørsmål om prosjektet går til prosjektleder Ola Nordmann." in said
    others = said.replace("Ola Nordmann", "")
    assert not [name for name in PEOPLE if name in others or name.split()[0] in others.split()]
    assert "kr" not in said.split()
    own = said.partition("### Barnehageplass")[2].partition("###")[0]
    assert "Tas i bruk 26. oktober 2026. Datoen er ikke endelig: den avgjøres 20. oktober 2026." in own
    assert "Angår ansatte i Barnehage og SFO, Opptakskontoret." in own
    assert "**Dette endrer seg:** Søknader om barnehageplass registreres ikke lenger for hånd." in own
    assert (
        "**Opplæring:** Opplæring av opptakskontor og styrere, beskjed til foresatte, 12.–22. oktober 2026."
        in own
    )
    assert "arbeidsmiljøutvalget 24. september 2026" in said


def test_the_matrix_stands_beside_its_list_in_word_with_every_threat_that_is_listed(
    tpn: Tpn, halden: Path, tmp_path: Path
) -> None:
    file = tmp_path / "a.docx"
    assert tpn("report", "-p", halden, "--today", DAY, "-o", file).code == 0
    cells = [cell for table in docx.Document(str(file)).tables for cell in table.rows[0].cells]
    drawn = [cell for cell in cells if "Grensen i prosjektet er 12" in cell._tc.xml]
    assert len(drawn) == 1
    assert "R-07 Innbyggere uten nett" in drawn[0]._tc.xml


def test_a_period_with_one_deadline_is_a_whole_document_in_every_format(tpn: Tpn, tmp_path: Path) -> None:
    """One row has no second column to stand in."""
    (tmp_path / "project.yaml").write_text(
        "project: {format: 1, id: a, name: A, start: 2026-08-17}\n"
        "kickoff: {activities: [{id: K-01, title: Alene, start: 2026-10-06, due: 2026-10-08}]}\n", "utf-8",
    )  # fmt: skip
    for kind in ("docx", "html", "pdf", "md"):
        file = tmp_path / f"a.{kind}"
        assert tpn("report", "-p", tmp_path, "--for", "prosjektgruppe", "-o", file).code == 0, kind
    assert "Alene" in (tmp_path / "a.md").read_text("utf-8")


def test_who_is_late_is_named_to_the_project_group_alone(tpn: Tpn, halden: Path) -> None:
    def overdue(reader: str) -> str:
        said = tpn("report", "-p", halden, "--today", DAY, "--for", reader, "--format", "md").out
        return said[said.find("Forfalt") :]

    assert "Per Lie" in overdue("prosjektgruppe")
    assert "Per Lie" not in overdue("styringsgruppe")
    assert "Innkjøp 2" in overdue("styringsgruppe")


def test_a_matter_without_a_recommendation_is_not_asked_for(tpn: Tpn, halden: Path) -> None:
    def by_id(kind: str) -> dict[str, dict[str, object]]:
        report = json.loads(tpn("report", "-p", halden, "--today", DAY, "--json").out)
        return {one["id"]: one for one in report[kind]}

    made = ("tittel=Hvem svarer på telefon?", "frist=20.10.2026")
    assert tpn("add", "decision", *made, "-p", halden, "--today", DAY).code == 0
    new = next(name for name, one in by_id("coming").items() if one["title"] == "Hvem svarer på telefon?")
    assert new not in by_id("asked")
    assert tpn("set", new, "anbefaling=Servicetorget", "-p", halden).code == 0
    assert new in by_id("asked")


def test_a_case_the_next_meeting_lists_is_shown_with_its_alternatives_in_every_edition(
    tpn: Tpn, halden: Path
) -> None:
    report = json.loads(tpn("report", "-p", halden, "--today", DAY, "--json").out)
    asked = {one["id"]: one for one in report["asked"]}
    assert asked["B-04"]["case"] == "18/26"
    assert asked["B-05"]["case"] == "19/26"
    assert [one["id"] for one in report["coming"]] == ["B-06"]  # a later meeting's
    for reader in ("styringsgruppe", "eier", "prosjektgruppe"):
        said = tpn("report", "-p", halden, "--today", DAY, "--for", reader, "--format", "md").out
        one_page = reader == "eier"  # there the others are named alone
        assert said.count("ingen ennå. Guro Eik legger fram saken.") == (0 if one_page else 2), reader
        assert ("Dele med regionen" in said) is not one_page, reader
        assert "Booking av lokaler: leie nå" in said, reader
        assert "Flytte til 9. november" in said, reader
        assert "Ingen denne gangen" not in said, reader
    assert tpn("set", "B-04", "anbefaling=Leie nå", "-p", halden).code == 0
    after = json.loads(tpn("report", "-p", halden, "--today", DAY, "--json").out)
    assert next(one for one in after["asked"] if one["id"] == "B-04")["recommendation"] == "Leie nå"


@pytest.mark.parametrize("reader", ["styringsgruppe", "prosjektgruppe"])
def test_an_open_deviation_has_its_cause_action_owner_and_date(tpn: Tpn, sandnes: Path, reader: str) -> None:
    said = tpn("report", "-p", sandnes, "--for", reader, "--format", "md").out
    part = said[said.index("## Avvik") :].split("\n## ", 1)[0]
    assert "Et sertifikat gikk ut 19. oktober" in part
    assert "Automatisk varsel fra feilkøen (Yasmin, 20.11.)" in part  # due with the activity that it became


def test_who_carries_a_decision_out_stands_under_the_follow_up(tpn: Tpn, halden: Path) -> None:
    words = ("ansvarlig=Eva", "følges opp innen=01.11.2026")
    said = tpn("set", "B-03", *words, "-p", halden, "--today", DAY)
    assert said.code == 0, said.err
    followed = json.loads(tpn("report", "-p", halden, "--today", DAY, "--json").out)["followed"]
    assert ["Eva Berg"] in [one["responsible"] for one in followed if one["due"] == "2026-11-01"]


def test_a_fresh_project_gives_a_report_that_reads_as_prose(tpn: Tpn, tmp_path: Path) -> None:
    folder = tmp_path / "nytt"
    assert tpn("init", folder, "--services", "sfo", "--start", "17.08.2026").code == 0
    said = tpn("report", "-p", folder, "--today", DAY, "--format", "md")
    assert said.code == 0
    for text in ("Ikke skrevet ennå", "Ingen tall er ført", "Første rapport"):
        assert text in said.out
    assert "None" not in said.out


def test_the_whole_is_compared_with_any_earlier_state(tpn: Tpn, halden: Path) -> None:
    since = json.loads(tpn("report", "-p", halden, "--today", DAY, "--since", "07.09.2026", "--json").out)[
        "since"
    ]
    assert since["day"] == "2026-09-07"
    assert [one["id"] for one in since["decided"]] == ["B-03"]
    assert len(since["done"]) + len(since["reached"]) == 21
    older = json.loads(tpn("report", "-p", halden, "--today", DAY, "--since", "25.08.2026", "--json").out)[
        "since"
    ]
    assert older["day"] == "2026-08-25"
    assert tpn("report", "-p", halden, "--since", "99").code == 2


# ---------------------------------------------------------------- published


@pytest.fixture(scope="module")
def published_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Halden with its first report published."""
    unpublished = shutil.ignore_patterns("reports", ".gitattributes")
    place = tmp_path_factory.mktemp("published") / "halden"
    shutil.copytree(ROOT / "examples" / "halden", place, ignore=unpublished)
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        assert run(["report", "-p", str(place), "--today", DAY, "--publish"], clock=lambda: NOW) == 0
    return place


@pytest.fixture
def kept(halden: Path, published_once: Path) -> Path:
    """Halden as it was after that, for one test; where the report is kept."""
    shutil.copytree(published_once, halden, dirs_exist_ok=True)
    (folder,) = (halden / "history" / "reports").glob("001-2026-10-05-*")
    return folder


def test_a_published_report_stays_byte_for_byte_whatever_changes_later(
    tpn: Tpn, halden: Path, kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path: path.read_bytes() for path in kept.rglob("*") if path.is_file()}
    assert {f"report.{kind}" for kind in ("json", "docx", "pdf", "html")} <= {path.name for path in before}
    for path in halden.glob("*.yaml"):  # every field of every record that holds a sentence, date or number
        text = path.read_text("utf-8")
        path.write_text(
            re.sub(r"(?m)((?:title|text|what|name|note|reason|item): )([^\n\"{}\[\],]+)$", r"\1Endret", text),
            "utf-8",
        )
    own = halden / "templates"
    shutil.copytree(ROOT / "templates" / "reports", own / "reports")
    for path in (own / "reports").glob("report*.j2"):
        path.write_text("# Helt annerledes\n", "utf-8")
    monkeypatch.setattr("tpn.__version__", "9.9.9")
    for kind in ("json", "docx", "pdf", "html"):
        out = tmp_path / f"igjen.{kind}"
        shown = tpn("report", "-p", halden, "--today", "01.12.2026", "--show", 1, "-o", out)
        assert shown.code == 0, shown.err
        assert out.read_bytes() == (kept / f"report.{kind}").read_bytes()
    assert {path: path.read_bytes() for path in kept.rglob("*") if path.is_file()} == before


def test_publishing_and_withdrawing_stand_in_the_log(tpn: Tpn, halden: Path, kept: Path) -> None:
    withdrawn = tpn("report", "-p", halden, "--withdraw", "1", "--reason", "Feil tall")
    assert withdrawn.code == 0, withdrawn.err
    said = tpn("log", "report", "-p", halden).out
    assert f"publisert, ligger i {kept.relative_to(halden).as_posix()}" in said
    assert "trukket tilbake: Feil tall" in said
    found = json.loads(tpn("log", "report", "-p", halden, "--json").out)["changes"]
    # the clock of a test stands still: both were written in the same moment
    assert {(one["id"], one["field"]) for one in found} >= {
        ("report/1", "published"),
        ("report/1", "withdrawn"),
    }


def test_another_edition_of_a_published_report_is_made_again_and_says_so(
    tpn: Tpn, halden: Path, kept: Path
) -> None:
    assert kept.is_dir()
    assert tpn("set", "report/summary", "oppnådd=Noe helt annet", "-p", halden).code == 0
    said = tpn("report", "-p", halden, "--show", 1, "--for", "eier", "--format", "md").out
    assert "Kulturskolen er på nett" in said
    assert "Noe helt annet" not in said
    assert "Laget på nytt av de lagrede tallene" in said


def test_a_changed_byte_of_a_published_report_is_found_by_check(tpn: Tpn, halden: Path, kept: Path) -> None:
    assert "report-changed" not in tpn("check", "-p", halden).out
    file = kept / "report.pdf"
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    assert "report-changed" in tpn("check", "-p", halden).out
    file.unlink()
    assert "er borte" in tpn("check", "-p", halden).out


def test_a_report_is_not_published_unwritten_nor_twice_with_the_same_words(
    tpn: Tpn, halden: Path, kept: Path
) -> None:
    assert kept.is_dir()
    again = tpn("report", "-p", halden, "--today", "05.11.2026", "--publish")
    assert (again.code, "ordrett de samme" in again.err) == (1, True)
    tpn("set", "report/summary", "oppnådd=", "-p", halden)
    logs = halden / "logs.yaml"
    logs.write_text(re.sub(r"    achieved: .*\n", "", logs.read_text("utf-8")), "utf-8")
    empty = tpn("report", "-p", halden, "--today", "05.11.2026", "--publish")
    assert (empty.code, "oppnådd er tom" in empty.err) == (1, True)


def test_pressed_twice_publishes_once_and_the_meeting_sees_what_was_published(
    tpn: Tpn, halden: Path, kept: Path
) -> None:
    assert kept.is_dir()
    twice = tpn("report", "-p", halden, "--today", DAY, "--publish")
    assert (twice.code, "ingenting er endret siden nr. 1" in twice.err) == (1, True)
    assert "--correct 1" in twice.err
    draft = json.loads(tpn("report", "-p", halden, "--today", DAY, "--json").out)["head"]
    assert (draft["number"], draft["previous_number"]) == (2, 1)  # not «the first» on the day of number 1
    tpn("set", "report/summary", "oppnådd=Noe helt nytt", "-p", halden)
    shown = tpn("slides", "MO-05", "-p", halden, "--today", "06.10.2026", "-o", halden.parent / "a.pptx")
    assert "statusrapport nr. 1, publisert 05.10.2026" in shown.err
    deck = Presentation(str(halden.parent / "a.pptx"))
    texts = [shape.text_frame.text for slide in deck.slides for shape in slide.shapes if shape.has_text_frame]
    assert any("nr. 1" in text for text in texts)
    assert not any("Noe helt nytt" in text for text in texts)
    again = tpn("report", "-p", halden, "--today", "06.10.2026", "--publish")
    assert (again.code, "nr. 1 ble publisert 05.10.2026" in again.err) == (0, True)
    assert [one.name[:3] for one in sorted((halden / "history" / "reports").iterdir())] == ["001", "002"]


def test_a_report_is_withdrawn_or_corrected_with_a_reason_and_both_stay(
    tpn: Tpn, halden: Path, kept: Path
) -> None:
    assert tpn("report", "-p", halden, "--withdraw", 1).code == 2
    line = ("report", "-p", halden, "--today", "06.10.2026", "--correct", 1, "--reason", "Feil beløp")
    nothing = tpn(*line)
    assert (nothing.code, "ingenting er skrevet som retter nr. 1" in nothing.err) == (1, True)
    tpn("done", "T-14", "-p", halden, "--today", "06.10.2026")  # work of later: no part of what is corrected
    tpn("set", "report/summary", "oppnådd=Det som ble rettet", "-p", halden)
    assert tpn(*line).code == 0
    old, new = (json.loads((one / "report.json").read_text("utf-8"))
                for one in sorted((halden / "history" / "reports").iterdir()))  # fmt: skip
    assert (new["head"]["as_of"], new["phases"]) == (old["head"]["as_of"], old["phases"])
    assert new["lines"]["achieved"] == "Det som ble rettet"
    assert "Nr. 1 er rettet av nr. 2: Feil beløp" in tpn("report", "--show", "1", "-p", halden).err
    assert (
        tpn(
            "report", "-p", halden, "--today", "06.10.2026", "--withdraw", 1, "--reason", "Rettet i nr. 2"
        ).code
        == 0
    )
    listed = tpn("report", "-p", halden, "--list").out
    assert re.search(r"^ *1  05\.10\.2026 ", listed, re.MULTILINE)
    listed = " ".join(listed.split())  # a sentence stands on as many lines as it needs
    assert "Trukket tilbake: Rettet i nr. 2 Rettet av nr. 2: Feil beløp" in listed
    assert "Retter nr. 1: Feil beløp" in listed
    assert (kept / "report.pdf").is_file()
    assert tpn("report", "-p", halden, "--withdraw", 1, "--reason", "Igjen").code == 1


MONEY = "Økonomitallene er de som står i prosjektet nå, ført per 05.10.2026."
WORDS_ALONE = "Det som rettes, er ordene i rapporten."


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize(
    ("day", "said", "not_said"),
    [("05.10.2026", (MONEY,), (WORDS_ALONE, "ikke med i rettelsen")),
     ("06.10.2026", (WORDS_ALONE, "Økonomitallene i prosjektet er fra 06.10.2026, etter nr. 1"), (MONEY,))],
)  # fmt: skip
def test_a_correction_says_which_figures_it_has(
    tpn: Tpn, halden: Path, day: str, said: tuple[str, ...], not_said: tuple[str, ...]
) -> None:
    assert tpn("set", "report/summary", "oppnådd=Det som ble rettet", "-p", halden).code == 0
    assert tpn("set", "economy/Skjemaløsning", "brukt=12345", "-p", halden, "--today", day).code == 0
    assert tpn("set", "economy", f"as_of={day}", "-p", halden, "--today", day).code == 0
    told = tpn("report", "-p", halden, "--today", "06.10.2026", "--correct", 1, "--reason", "Feil beløp")
    assert told.code == 0, told.err
    lines = " ".join(told.err.split())
    assert [one for one in (*said, *not_said) if one in lines] == list(said)
    (folder,) = (halden / "history" / "reports").glob("002-*")
    new = json.loads((folder / "report.json").read_text("utf-8"))
    spent = next(one["spent"] for one in new["money"]["lines"] if one["name"] == "Skjemaløsning")
    assert (spent == 12345) is (MONEY in said)


@pytest.mark.usefixtures("kept")
def test_one_report_is_corrected_once_and_its_correction_after_it(tpn: Tpn, halden: Path) -> None:
    line = ("report", "-p", halden, "--today", "06.10.2026", "--reason", "Feil", "--correct")
    tpn("set", "report/summary", "oppnådd=Rettet", "-p", halden)
    seen = tpn(*line, 1, "--preview")
    assert "Rettet" in seen.out
    assert not list((halden / "history" / "reports").glob("002-*"))
    assert tpn(*line, 1).code == 0
    tpn("set", "report/summary", "oppnådd=Rettet igjen", "-p", halden)
    again = tpn(*line, 1)
    assert (again.code, "nr. 1 er allerede rettet av nr. 2" in again.err) == (1, True)
    assert tpn(*line, 2).code == 0
    notes = " ".join(tpn("report", "-p", halden, "--list").out.split())
    assert "Rettet av nr. 2: Feil" in notes
    assert "Rettet av nr. 3: Feil" in notes
    assert tpn("report", "-p", halden, "--withdraw", 2, "--reason", "Feil").code == 0
    tpn("set", "report/summary", "oppnådd=Enda en gang", "-p", halden)
    assert tpn(*line, 1).code == 0  # what stood in its place no longer stands


def test_the_next_report_is_compared_with_the_published_one_and_numbers_run_per_series(
    tpn: Tpn, halden: Path, kept: Path
) -> None:
    assert kept.is_dir()
    after = json.loads(tpn("report", "-p", halden, "--today", "05.11.2026", "--json").out)
    assert (after["head"]["number"], after["head"]["previous_number"], after["since"]["number"]) == (2, 1, 1)
    service = json.loads(
        tpn("report", "-p", halden, "--today", "05.11.2026", "--service", "sfo", "--json").out
    )
    assert (service["head"]["number"], service["head"]["service"]) == (1, "sfo")
    assert {one["id"] for one in service["services"]} == {"sfo"}


def test_a_comment_that_is_last_months_word_for_word_though_its_figures_moved_is_said(
    tpn: Tpn, halden: Path, kept: Path
) -> None:
    assert kept.is_dir()
    quiet = tpn("report", "-p", halden, "--today", "06.10.2026")
    assert "Økonomi: kommentaren er ordrett" not in quiet.err
    text = (halden / "logs.yaml").read_text("utf-8")
    (halden / "logs.yaml").write_text(text.replace("forecast: 540000", "forecast: 640000", 1), "utf-8")
    said = tpn("report", "-p", halden, "--today", "06.10.2026")
    assert "Økonomi: kommentaren er ordrett den samme som i forrige rapport" in said.err
    assert "Kvalitet" not in said.err


@pytest.mark.wide  # the suite has it of every format in test_reports_documents
def test_the_same_report_gives_the_same_bytes(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    for kind in ("docx", "pdf"):
        files = [tmp_path / f"{n}.{kind}" for n in (1, 2)]
        for file in files:
            assert tpn("report", "-p", halden, "--today", DAY, "-o", file).code == 0
        assert files[0].read_bytes() == files[1].read_bytes()


def test_lights_are_coloured_words_with_a_sign_in_the_word_document(
    tpn: Tpn, halden: Path, tmp_path: Path
) -> None:
    file = tmp_path / "r.docx"
    tpn("report", "-p", halden, "--today", DAY, "-o", file)
    made = docx.Document(io.BytesIO(file.read_bytes()))
    shaded = [run for run in made.element.body.iter(f"{W}r") if run.find(f"{W}rPr/{W}shd") is not None]
    fills = {run.find(f"{W}rPr/{W}shd").get(f"{W}fill") for run in shaded}
    assert {"EAF6EA", "FFDD7A", "8A1C1C"} <= fills
    assert all(re.search(r"[●▲■○]\s\w+", "".join(t.text or "" for t in run.iter(f"{W}t"))) for run in shaded)


def test_what_was_moved_within_the_tolerance_is_told_with_how_its_date_has_moved(
    tpn: Tpn, halden: Path
) -> None:
    assert "flyttet innenfor toleransen" not in tpn("report", "--format", "md", "-p", halden).out
    move = ("replan", "--within-tolerance", "--set", "parkering=10.03.2027", "--write", "-p", halden)
    assert tpn(*move).code == 0
    told = tpn("report", "--format", "md", "-p", halden).out
    assert "er flyttet innenfor toleransen, til 10.03.2027. Mot opprinnelig: " in told
    assert "### Flyttede datoer" in told
    assert "02.03. → 10.03." in told
    assert (
        told.count("innenfor toleransen, til") == 6
    )  # what moved, the finish by its milestone, and nothing that stands


def test_a_red_light_without_a_word_gives_the_line_that_writes_a_matter(tpn: Tpn, halden: Path) -> None:
    for field in ("report.no_decision_because=", "report.comments.privacy=", "report.comments.progress="):
        assert tpn("set", "report", field.removeprefix("report."), "-p", halden).code == 0
    assert tpn("set", "project", "tolerances.days=2", "-p", halden).code == 0
    assert tpn("set", "B-07", "anbefaling=", "-p", halden).code == 0
    told = " ".join(tpn("report", "-p", halden, "--today", DAY).err.split())
    advised = " ".join(tpn("check", "-p", halden, "--today", DAY).out.split())
    line = re.search(
        r'tpn (add beslutning tittel="Fremdrift: .*?" avgjøres-innen=20.10.2026 anbefaling=)…', told
    )
    assert line, told
    assert line[0] in advised
    written = shlex.split(f"{line[1]}'To uker til'")
    assert tpn(*written, "-p", halden, "--today", DAY).code == 0
    after = tpn("report", "-p", halden, "--today", DAY)
    assert "Forslag til sak" not in after.err
    assert "To uker til" in after.out


def test_publishing_ends_the_approval_and_the_reason_why_nothing_is_asked(tpn: Tpn, halden: Path) -> None:
    def draft(*more: object) -> dict[str, object]:
        result = tpn("report", "-p", halden, "--today", "09.11.2026", "--json", *more)
        assert result.code == 0, result.err
        made: dict[str, object] = json.loads(result.out)
        return made

    def wrote(*fields: str) -> None:
        assert tpn("set", "report", *fields, "-p", halden, "--today", "08.11.2026").code == 0

    wrote("approved.by=Kari Holm", "no_decision_because=Planen ble vedtatt i forrige uke")
    published = tpn("report", "-p", halden, "--today", DAY, "--publish")
    assert published.code == 0, published.err
    head, why = draft()["head"], draft()["no_decision_because"]
    assert isinstance(head, dict)
    assert (head["approved_by"], why) == (None, None)
    older = draft("--since", "07.09.2026")["head"]  # held against one before it, it is still not this one's
    assert isinstance(older, dict)
    assert older["approved_by"] is None
    told = tpn("report", "-p", halden, "--today", "09.11.2026").err
    assert "gjaldt rapport nr. 1" in told
    assert "Ordrett som i rapport nr. 1: Oppnådd, Neste" in told
    wrote("approved.date=08.11.2026", "no_decision_because=Neste sak er i januar", "summary.achieved=Ny")
    head, why = draft()["head"], draft()["no_decision_because"]
    assert isinstance(head, dict)
    assert (head["approved_by"], why) == ("Kari Holm", "Neste sak er i januar")
    told = tpn("report", "-p", halden, "--today", "09.11.2026").err
    assert "gjaldt rapport" not in told
    assert "Ordrett som i rapport nr. 1: Neste" in told
