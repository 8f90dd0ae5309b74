"""Changing a project from the line: only what was meant, with a way back, and refused whole when it is wrong."""

import json
import re
from pathlib import Path

import pytest

from tests.conftest import Tpn, widest
from tpn.model import load
from tpn.model.ended import fallen_out


def texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.yaml"))}


def changed_lines(before: dict[str, str], after: dict[str, str]) -> list[tuple[str, str]]:
    pairs = []
    for name, text in before.items():
        old, new = text.splitlines(), after[name].splitlines()
        assert len(old) == len(new)
        pairs += [(a.strip(), b.strip()) for a, b in zip(old, new, strict=True) if a != b]
    return pairs


def test_set_changes_only_its_line_and_understands_norwegian(tpn: Tpn, halden: Path) -> None:
    assert tpn("set", "K-12", "status=ferdig", "-p", halden).code == 0
    before = texts(halden)
    result = tpn("set", "K-12", "frist=15.10", "ferdig-dato=01.10.2026", "ansvarlig=ON", "-p", halden)
    assert result.code == 0, result.err
    assert changed_lines(before, texts(halden)) == [
        ("due: 2026-10-08", "due: 2026-10-15"),
        ("finished: 2026-10-05", "finished: 2026-10-01"),
    ]


def test_what_is_set_to_done_is_done_whole_and_on_the_day_it_is_said_and_that_is_told(
    tpn: Tpn, halden: Path
) -> None:
    before = texts(halden)
    result = tpn("set", "K-12", "status=ferdig", "-p", halden)
    assert "K-12: Ferdig dato er nå 05.10.2026" in result.out
    added = [line.strip() for line in texts(halden)["1-kickoff.yaml"].splitlines()]
    assert sum(map(len, texts(halden).values())) > sum(map(len, before.values()))
    assert {"status: done", "percent: 100", "finished: 2026-10-05"} <= set(added)


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        (["K-12", "frist=32.10.2026"], "date-impossible"),
        (["K-12", "frist=03/04/26"], "date-ambiguous"),
        (["K-12", "frist=31.12.9999"], "date-far"),
        (["G-01", "indicator.baseline=nan"], "not-a-number"),
        (["K-12", "frits=15.10"], "no-such-field"),
        (["K-12", "status=ferdigg"], "not-a-choice"),
        (["K-12", "ansvarlig=Nobody"], "unknown-person"),
        (["K-12", "percent=140"], "out-of-range"),
        (["K-12", "title="], "required-field"),
        (["K-12", "frist"], "no-equals-sign"),
        (["K-99", "frist=15.10"], "no-such-record"),
        (["K-12", "status=blocked"], "blocked-without-reason"),
    ],
)
def test_what_cannot_be_set_is_said_and_nothing_is_written(
    tpn: Tpn, halden: Path, words: list[str], slug: str
) -> None:
    before = texts(halden)
    result = tpn("set", *words, "-p", halden)
    assert result.code in {1, 2}
    assert f"[{slug}]" in result.err
    assert texts(halden) == before


def test_done_says_when(tpn: Tpn, halden: Path) -> None:
    assert tpn("done", "T-14", "barnehage/T-C18", "--date", "05.10.2026", "-p", halden).code == 0
    after = texts(halden)["5-launch.yaml"]
    assert "finished: 2026-10-05" in after
    assert "T-C18: {answer: done" in after


def test_what_is_done_is_called_by_its_title_or_its_question(tpn: Tpn, halden: Path) -> None:
    said = tpn("done", "T-14", "barnehage/T-C18", "--date", "05.10.2026", "-p", halden).out.splitlines()
    assert said[0] == "T-14 Brukertest med foresatte: ferdig 05.10.2026"
    assert said[1].startswith("barnehage/T-C18 Det er avgjort om personvernkonsekvensene")


def test_taking_away_what_is_not_there_writes_nothing(tpn: Tpn, halden: Path) -> None:
    before = texts(halden)
    result = tpn("set", "K-12", "resultat=", "-p", halden)
    assert (result.code, result.out) == (0, "K-12: Resultat var ikke fylt ut\n")
    assert texts(halden) == before
    result = tpn("set", "project", "råd.K199=", "toleranser.dager=", "-p", halden)
    assert result.out.splitlines() == [
        "Prosjekt: Dempede råd › K199 var ikke fylt ut", "Prosjekt: Toleranser › Dager er tatt bort",
    ]  # fmt: skip


def test_a_new_record_gets_the_next_free_id(tpn: Tpn, halden: Path) -> None:
    result = tpn(
        "add", "risiko", "tittel=Sen levering", "sannsynlighet=3", "konsekvens=4", "eier=Ola", "-p", halden
    )
    assert (result.code, result.out) == (0, "Lagt til: R-10\n")
    assert tpn("check", "-p", halden).code == 0


def test_undo_brings_back_every_byte(tpn: Tpn, halden: Path) -> None:
    before = texts(halden)
    tpn("set", "K-12", "frist=15.10", "-p", halden)
    assert tpn("undo", "-p", halden).code == 0
    assert texts(halden) != before, "without --write it only tells"
    assert tpn("undo", "--write", "-p", halden).code == 0
    assert texts(halden) == before


def test_undo_leaves_alone_what_somebody_has_changed_since(tpn: Tpn, halden: Path) -> None:
    tpn("set", "K-12", "frist=15.10", "-p", halden)
    file = halden / "1-kickoff.yaml"
    file.write_text(file.read_text("utf-8") + "# mine\n", "utf-8")
    after = texts(halden)
    result = tpn("undo", "--write", "-p", halden)
    assert result.code == 1
    assert "[undo-changed]" in result.err
    assert texts(halden) == after


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("02.10", "2026-10-02"), ("05.10", "2026-10-05"), ("30.09", "2026-09-30"), ("uke 40", "2026-10-02")],
)
def test_what_is_done_without_a_year_was_done_within_the_last_one(
    tpn: Tpn, halden: Path, typed: str, meant: str
) -> None:
    assert tpn("done", "K-12", "--date", typed, "-p", halden).code == 0
    assert f"finished: {meant}" in (halden / "1-kickoff.yaml").read_text("utf-8")


def test_a_day_without_a_year_is_counted_from_the_day_that_the_project_is_seen_from(
    tpn: Tpn, halden: Path
) -> None:
    line = ["handover", "Per", "--to", "Liv", "--from", "05.10", "--until", "30.10", "-p", halden]
    for today in ("2026-09-01", "2026-10-05", "2026-10-08"):
        assert "A-12" in tpn(*line, "--today", today).out


def test_what_is_overdue_or_due_in_the_time_goes_with_it_and_what_comes_later_does_not(
    tpn: Tpn, halden: Path
) -> None:
    for what, due in (("Forfalt", "2026-09-20"), ("I tiden", "2026-10-20"), ("Senere", "2026-12-01")):
        tpn("add", "R-03/actions", f"tiltak={what}", "ansvarlig=per", f"frist={due}", "-p", halden)
    told = tpn("handover", "Per", "--to", "Liv", "--from", "05.10", "--until", "30.10", "-p", halden).out
    goes, stays = told.split("blir stående", 1)
    assert [what in goes for what in ("Forfalt", "I tiden", "Senere")] == [True, True, False]
    assert "Senere" in stays, "what is left is said"


def test_a_snapshot_is_told_as_facts_and_named_readably(tpn: Tpn, halden: Path) -> None:
    told = json.loads(tpn("snapshot", "Før\nsommeren", "--json", "-p", halden).out)
    assert told["name"] == "Før sommeren"
    assert (told["format"], told["taken"], told["agreed"]) == (1, "2026-10-05", False)
    assert Path(told["folder"], "facts.json").is_file()


def test_a_snapshot_takes_no_name_that_steers_a_screen(tpn: Tpn, halden: Path) -> None:
    before = sorted(halden.rglob("*"))
    told = tpn("snapshot", "Før\x1b[31m", "-p", halden)
    assert (told.code, told.out, "[word-control-character]" in told.err) == (2, "", True)
    assert sorted(halden.rglob("*")) == before


def test_a_move_in_a_plan_without_dates_says_so(tpn: Tpn, tmp_path: Path) -> None:
    (tmp_path / "project.yaml").write_text(
        "project: {format: 1, id: a, name: A, start: 2026-08-17}\n"
        "procurement: {components: [{id: A-K01, name: Skjema}]}\n",
        "utf-8",
    )
    moved = tpn("move", "A-K01", "02.11.2026", "--reason", "Sen", "-p", tmp_path).out
    assert moved == "Prosjektet har ingen prognose ennå: ingen aktivitet har dato\n"
    assert tpn("check", "-p", tmp_path).out.startswith("Ingen feil i 1 fil.\n")


def test_what_is_handed_over_ends_no_line_with_a_blank(tpn: Tpn, halden: Path) -> None:
    told = tpn("handover", "nils", "--to", "ola", "-p", halden).out.splitlines()
    assert any(line.split()[:1] == ["processes/barnehage/team/nils"] for line in told)
    assert told == [line.rstrip() for line in told]


def test_what_has_a_name_in_its_list_is_not_added_twice(tpn: Tpn, halden: Path) -> None:
    before = {path: path.read_bytes() for path in halden.glob("*.yaml")}
    for words in (
        ("kickoff/participants", "person=liv"),
        ("G-01/measurements", "dato=18.09.2026", "verdi=50"),
    ):
        told = tpn("add", *words, "-p", halden)
        assert (told.code, "[already-there]" in told.err) == (2, True)
    assert {path: path.read_bytes() for path in halden.glob("*.yaml")} == before
    for how in ("Intervju", "Telefon"):
        assert tpn("add", "I-01/contacts", "dato=01.10.2026", f"hvordan={how}", "-p", halden).code == 0


def test_long_titles_and_values_are_told_within_the_screen(tpn: Tpn, halden: Path) -> None:
    told = [
        *tpn("done", "barnehage/T-C07", "-p", halden).out.splitlines(),
        *tpn("set", "K-12", "note=" + "et langt ord og ett til " * 20, "-p", halden).out.splitlines(),
        *tpn("move", "A-13", "02.11.2026", "--reason", "Sen", "-p", halden).out.splitlines(),
    ]
    assert widest("\n".join(told)) <= 80
    assert told[0].startswith("barnehage/T-C07 ")
    assert told[1].startswith("   ")


def test_a_handover_says_by_kind_and_day_what_goes_what_stays_and_how_it_comes_back(
    tpn: Tpn, halden: Path
) -> None:
    tpn("add", "R-03/actions", "tiltak=Forfalt", "ansvarlig=per", "frist=2026-09-20", "-p", halden)
    tpn("add", "R-03/actions", "tiltak=Senere", "ansvarlig=per", "frist=2027-12-01", "-p", halden)
    before = {path.name: path.read_bytes() for path in halden.glob("*.yaml")}
    line = ["handover", "Per", "--to", "Liv", "--until", "30.10.2026", "-p", halden]
    told = tpn(*line)
    goes, stays = told.out.split("blir stående hos Per", 1)
    assert "Aktiviteter (" in goes
    assert "20.09.2026  Forfalt" in goes, "what is overdue goes along"
    assert "01.12.2027  Senere" in stays
    back = told.err.partition("Etter 30.10.2026: tpn ")[2].partition("\n")[0].split()
    assert tpn(*line, "--write").code == 0
    assert {path.name: path.read_bytes() for path in halden.glob("*.yaml")} != before
    assert tpn(*back, "-p", halden).code == 0
    again = tpn(*line).out
    assert "20.09.2026  Forfalt" in again.split("blir stående hos Per", 1)[0]


def test_the_roles_go_along_when_that_is_said(tpn: Tpn, halden: Path) -> None:
    had = {one.id: set(one.roles) for one in load(halden).sound().people}
    assert tpn("handover", "Per", "--to", "Liv", "--roles", "--write", "-p", halden).code == 0
    now = {one.id: set(one.roles) for one in load(halden).sound().people}
    assert (now["liv"], now["per"]) == (had["liv"] | had["per"], set())


def test_a_new_name_of_a_service_is_offered_where_the_old_one_stands(tpn: Tpn, halden: Path) -> None:
    old = next(one.name for one in load(halden).sound().services if one.id == "barnehage")
    tpn("add", "risiko", f"tittel=Få søker {old} på nett", "sannsynlighet=1", "konsekvens=1", "-p", halden)

    def carrying(name: str) -> list[str]:
        found = load(halden).sound()
        return [one.title for one in found.risks if name in one.title]

    line = ["set", "barnehage", "navn=Plass i barnehagen", "-p", halden]
    told = tpn(*line, "--preview")
    assert f"Få søker {old} på nett" in told.out
    assert "--titles" in told.err
    assert tpn(*line, "--titles").code == 0
    assert carrying("Plass i barnehagen") == ["Få søker Plass i barnehagen på nett"]
    assert carrying(old) == []
    assert tpn("undo", "--write", "-p", halden).code == 0
    assert carrying(old) == [f"Få søker {old} på nett"]


def test_a_name_inside_a_sentence_keeps_its_small_letter_and_other_forms_are_left_to_a_person(
    tpn: Tpn, halden: Path
) -> None:
    for title in ("Kø på barnehageplass i mars", "Barnehageplassene blir færre"):
        tpn("add", "risiko", f"tittel={title}", "sannsynlighet=1", "konsekvens=1", "-p", halden)
    told = tpn("set", "barnehage", "navn=Oppvekstplass", "--titles", "-p", halden)
    risks = {one.title: one.id for one in load(halden).sound().risks}
    assert "Kø på oppvekstplass i mars" in risks
    left = risks["Barnehageplassene blir færre"]
    assert f"må skrives for hånd: tpn set {left}" in told.err


def test_what_goes_over_when_services_are_merged_or_split_says_which_texts_have_the_old_name(
    tpn: Tpn, halden: Path
) -> None:
    tpn(
        "add",
        "risiko",
        "tittel=Kø på SFO i mars",
        "sannsynlighet=1",
        "konsekvens=1",
        "tjenester=sfo",
        "-p",
        halden,
    )

    def titles() -> list[str]:
        return [one.title for one in load(halden).sound().risks if "i mars" in one.title]

    merge = ["cancel", "sfo", "--reason", "Ett opptak", "--merged-into", "barnehage", "-p", halden]
    split = ["cancel", "sfo", "--reason", "To", "--split-into", "barnehage,lokaler", "-p", halden]
    for line, said in ((merge, "Få det nye inn der også med --titles"), (split, "må skrives for hånd")):
        seen = tpn(*line)
        assert ("Kø på SFO i mars" in seen.out, said in seen.err) == (True, True)
    would = tpn(*merge, "--titles").err  # a preview says what would be, not what is
    assert ("får det nye navnet" in would, "har fått" in would) == (True, False)
    written = tpn(*merge, "--titles", "--write")
    assert (written.code, "har fått det nye navnet" in written.err) == (0, True)
    assert titles() == ["Kø på barnehageplass i mars"] or titles() == ["Kø på Barnehageplass i mars"]
    assert tpn("undo", "--write", "-p", halden).code == 0
    assert titles() == ["Kø på SFO i mars"]


def test_a_person_is_not_cancelled_but_hands_over(tpn: Tpn, halden: Path) -> None:
    told = tpn("cancel", "Nils", "--reason", "Slutter", "-p", halden)
    assert (told.code, "[person-hands-over]" in told.err, "tpn handover nils" in told.err) == (2, True, True)


def test_what_a_new_service_brought_is_what_its_cancelling_takes(tpn: Tpn, halden: Path) -> None:
    def ids() -> set[str]:
        found = load(halden)
        return {one.address for one in found.standing.entries if "/" not in one.address}

    before = ids()
    assert tpn("add", "service", "gravemelding", "-p", halden).code == 0
    made = ids() - before
    tpn(
        "add",
        "risiko",
        "tittel=Ny siden",
        "sannsynlighet=1",
        "konsekvens=1",
        "tjenester=gravemelding",
        "-p",
        halden,
    )
    since = ids() - before - made
    told = tpn("cancel", "gravemelding", "--reason", "Nei", "-p", halden).out
    named = {line.split()[0] for line in told.splitlines() if line.startswith("    ")}
    assert made - {"gravemelding"} <= named
    assert since <= named
    idle = {"eier-gravemelding", "ansvarlig-gravemelding"}
    assert idle <= named, "people who were brought with it have nothing else"
    assert tpn("cancel", "gravemelding", "--reason", "Nei", "--write", "-p", halden).code == 0
    stood = [one.id for _, one in load(halden).remaining.activities if not fallen_out(one)]
    assert {*stood} & made == set()
    assert ids() - {one.id for _, one in load(halden).remaining.activities} <= before | idle


def test_the_other_date_of_a_launch_is_told_as_it_is_written(tpn: Tpn, halden: Path) -> None:
    assert tpn("set", "barnehage", "lansering=26.10.2026", "-p", halden).code == 0
    for more, said in ((("--preview",), "ville blitt"), ((), "er nå")):
        told = tpn("set", "barnehage", "lansering=09.11.2026", *more, "-p", halden).out
        assert f"barnehage: Lansering {said} 09.11.2026" in told
        assert f"T-17: Frist {said} 09.11.2026" in told


def test_what_stays_with_a_role_without_a_name_is_said_where_somebody_is_put_in_its_place(
    tpn: Tpn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert tpn("init", ".", "--municipality", "Moss", "--services", "sfo", "--start", "2027-01-11").code == 0
    assert tpn("add", "person", "navn=Hege Lund").code == 0
    at = ("--today", "2027-01-12")
    said = tpn("set", "sfo", "hovedansvarlig=hege", *at)
    line = re.search(r"tpn (handover [\w-]+ --to hege --write)", said.err)
    assert line, said.err
    assert "11 oppføringer til står på «Hovedansvarlig" in said.err
    assert tpn(*line[1].split(), *at).code == 0
    assert "står på" not in tpn("set", "sfo", "hovedansvarlig=hege", *at).err
    assert tpn("list", "aktiviteter", "--responsible", "hege", *at).out.count("Hege") >= 10
