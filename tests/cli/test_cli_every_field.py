"""Every field of the format can be filled from the line, in a new project, without opening a file.

The test walks the classes of the format. Each list and mapping gets a record with ``tpn add``, each field a value with
``tpn set``, by the names that people read; then the files are read anew, and each value must be there.
"""

import re
import shutil
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Tpn, called
from tpn.model import load
from tpn.model.base import Record
from tpn.model.choices import BenefitWord
from tpn.model.fieldtree import Take, takes
from tpn.model.kickoff import Kickoff
from tpn.model.limits import within
from tpn.model.project import Project
from tpn.model.spans import Link
from tpn.texts import Words
from tpn.texts.names import field_name

NB = Words("nb")
EITHER = tuple(Words("nb", benefit_word=word) for word in BenefitWord)
Way = tuple[str, ...]
DAY = date(2026, 10, 5)
# by kind of value: what is typed, and what it means
TYPED: dict[str, tuple[str, Any]] = {
    "text": ("Tekst, med komma", "Tekst, med komma"), "digits4": ("3101", "3101"),
    "date": ("05.10.2026", DAY), "duration": ("1d", 1), "whole": ("3", 3), "number": ("12,5", 12.5),
    "percent": ("100 %", 100), "scale5": ("3", 3), "attitude": ("-1", -1), "importance": ("2", 2), "maturity": ("4", 4),
    "bool": ("ja", True), "anything": ("Oppvekst", "Oppvekst"),
}  # fmt: skip
# records that others are pointed at, made first; by the kind of reference
TARGETS = {
    "people": ("person", "id=nina", "navn=Nina Vik"), "services": ("tjeneste", "id=omsorg", "navn=Omsorg"),
    "bodies": ("organ", "id=formannskapet", "navn=Formannskapet"), "goals": ("mål", "tekst=Raskere svar"),
    "stakeholders": ("interessent", "navn=Lag"),
    "changes": ("endring", "tittel=Nytt"), "benefits": ("nytte", "tittel=Tid"),
    "components": ("komponent", "navn=Skjema"), "requirements": ("krav", "tekst=Kladd"),
    "decisions": ("beslutning", "tittel=Leie"), "meetings": ("møte", "møtetype=prosjektmøte"),
    "activities": ("aktivitet", "fase=1", "tittel=Den andre"),
}  # fmt: skip
# what the format asks to agree with something else, and is tried for itself
ALONE = {
    ("Activity", "milestone"),
    ("ServiceLaunch", "launched"),  # asks what is missing first: test_cli_gates
}
FIXED: dict[tuple[str, str], tuple[str, Any]] = {
    ("About", "format"): ("1", 1), ("Activity", "status"): ("ferdig", "done"),
    ("Period", "from"): ("24.12.2026", date(2026, 12, 24)), ("Period", "to"): ("24.12.2026", date(2026, 12, 24)),
}  # fmt: skip


class Line:
    """The line of a project: adds and sets, and remembers what was said for every field."""

    def __init__(self, tpn: Tpn, folder: Path) -> None:
        self.tpn, self.folder = tpn, folder
        self.said: list[tuple[str, str, tuple[str, ...], Any]] = []
        self.targets: dict[str, str] = {}
        self.covered: set[tuple[str, str]] = set()
        self.ids = 0

    def run(self, *words: str) -> str:
        result = self.tpn(*words, "-p", self.folder, "--lang", "nb")
        assert result.code == 0, (words, result.err)
        return result.out

    def add(self, *words: str) -> str:
        return self.run("add", *words).strip().removeprefix("Lagt til: ")

    # -------------------------------------------------------- values

    def value(self, cls: type[Record], take: Take) -> tuple[str, Any]:
        """What is typed for a field, and what must stand there afterwards."""
        if (cls.__name__, take.key) in FIXED:
            return FIXED[cls.__name__, take.key]
        if take.ref == "predecessor":
            return f"{self.targets['activities']} +1d", Link(self.targets["activities"], "FS", 1)
        if take.ref:
            typed = "Nina" if take.ref == "people" else self.targets[take.ref]
            return typed, self.targets[take.ref]
        if take.choices:
            last = list(take.choices)[-1]
            return NB.choice(last), last
        if take.kind == "id":
            self.ids += 1
            return (f"X-{self.ids}",) * 2
        typed, meant = TYPED[take.kind]
        if isinstance(meant, int | float) and not isinstance(meant, bool) and not within(take, meant):
            within_limits = int(take.limits.low or 0) + 1
            return str(within_limits), within_limits
        return (
            (typed.replace(",", ""), meant.replace(",", ""))
            if take.form == "values" and take.kind == "text"
            else (typed, meant)
        )

    def words(
        self, cls: type[Record], way: tuple[str, ...], said: str, *, only: bool | None
    ) -> Iterator[tuple[str, tuple[str, ...], Any]]:
        """For each field with a single value (required ones, others or all): the word, the way to it, its meaning."""
        for key, take in takes(cls).items():
            if key == cls.KEY or (cls.__name__, key) in ALONE:
                continue
            self.covered.add((cls.__name__, key))
            name = f"{said}{field_name(cls, key, NB)}"
            if take.form == "record":
                assert take.record
                yield from self.words(take.record, (*way, take.name), f"{name}.", only=None)
            elif key == "x":
                yield f"{name}.Avdeling=Oppvekst", (*way, "x", "Avdeling"), "Oppvekst"
            elif take.form == "values_by_key":
                inner = self.key(take)
                yield f"{name}.{inner[0]}=Fordi", (*way, take.name, inner[1]), "Fordi"
            elif take.form in {"value", "values"} and only in (None, take.required):
                typed, meant = self.value(cls, take)
                yield f"{name}={typed}", (*way, take.name), (meant,) if take.form == "values" else meant

    def key(self, take: Take) -> tuple[str, str]:
        """A key of a mapping: as typed, and as it stands."""
        if take.keys:
            first = next(iter(take.keys))
            return NB.choice(first), first.value
        return ("A-R01", self.targets["requirements"]) if take.key == "answers" else ("K112", "K112")

    # -------------------------------------------------------- records

    def fill(self, cls: type[Record], address: str) -> None:
        """All that a record at an address may hold."""
        words = [*self.words(cls, (), "", only=None)]
        if words:
            # «kickoff» is a meeting too; with a slash it is the section
            self.run("set", "kickoff/" if cls is Kickoff else address, *(word for word, _, _ in words))
            self.said += [(address, cls.__name__, way, meant) for _, way, meant in words]
        for key, take in takes(cls).items():
            if take.form in {"records", "records_by_key"}:
                assert take.record
                self.covered.add((cls.__name__, key))
                self.fill(take.record, self.make(take, f"{address}/{key}"))
        self.inner(cls, address)

    def inner(self, cls: type[Record], address: str) -> None:
        """Lists inside single records have no place of their own in the format; if one comes, this test must know."""
        for take in takes(cls).values():
            if take.form == "record" and take.record:
                assert not [
                    one for one in takes(take.record).values() if one.form in {"records", "records_by_key"}
                ], address

    def make(self, take: Take, place: str) -> str:
        """A new record in a list or mapping, with what it must have."""
        cls = take.record
        assert cls
        needed = [
            word for word, _, _ in self.words(cls, (), "", only=True) if "." not in word.partition("=")[0]
        ]
        needed = [word for word in needed if self.is_required(cls, word)]
        if take.form == "records_by_key":
            return self.add(place, f"key={self.map_key(take)}", *needed)
        own = takes(cls).get(cls.KEY)
        if own and own.required and not (cls.PREFIX or cls.__name__ in {"Activity", "Step"}):
            self.covered.add((cls.__name__, own.key))
            needed.append(f"{field_name(cls, own.key, NB)}={self.value(cls, own)[0]}")
        elif own:
            self.covered.add((cls.__name__, own.key))
        if take.key == "participants":  # a new meeting has called in whoever the last one had
            for one in load(self.folder).sound().meetings[-1].participants:
                self.run("remove", f"{place}/{one.person}", "--write")
        return self.add(place, *needed)

    @staticmethod
    def is_required(kind: type[Record], word: str) -> bool:
        name = word.partition("=")[0]
        return any(take.required and field_name(kind, key, NB) == name for key, take in takes(kind).items())

    def map_key(self, take: Take) -> str:
        if take.keys:
            return NB.choice(next(iter(take.keys)))
        return {"checklist": "K-C01", "answers": self.targets["requirements"]}[take.key]


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A new project with something that records can point at: made once, each test has a copy of its own."""
    folder = tmp_path_factory.mktemp("begun") / "nytt"
    assert called("init", folder, "--services", "sfo", "--start", "17.08.2026", "--lang", "nb").code == 0
    made = Line(called, folder)
    return folder, {ref: made.add(*words) for ref, words in TARGETS.items()}


@pytest.fixture
def line(tpn: Tpn, tmp_path: Path, begun: tuple[Path, dict[str, str]]) -> Line:
    folder, targets = begun
    made = Line(tpn, Path(shutil.copytree(folder, tmp_path / "nytt")))
    made.targets |= targets
    return made


def at(record: Any, way: tuple[str, ...]) -> Any:
    for name in way:
        record = record.get(name) if isinstance(record, dict) else getattr(record, name, None)
    return record.value if isinstance(record, StrEnum) else record


def every_field(cls: type[Record], seen: set[type[Record]]) -> Iterator[tuple[str, str]]:
    if cls not in seen:
        seen.add(cls)
        for key, take in takes(cls).items():
            yield cls.__name__, key
            if take.record:
                yield from every_field(take.record, seen)


def test_every_field_can_be_filled_from_the_line_and_read_back(line: Line) -> None:
    for key, take in takes(Project).items():
        if key == "x":
            continue
        assert take.record
        line.covered.add(("Project", key))
        if take.form == "record":
            line.fill(take.record, key)
        else:
            line.fill(take.record, line.make(take, key))
    index = load(line.folder).index
    records = {entry.address: entry.record for entry in index.entries} | {
        "kickoff": index.by_address["kickoff"].record
    }
    sections = {"Kickoff": index.by_route["kickoff",].record}
    wrong = [
        (address, cls, way, meant, said)
        for address, cls, way, meant in line.said
        if (said := at(sections.get(cls, records[address]), way)) != meant
    ]
    assert wrong == []
    assert set(every_field(Project, set())) - line.covered - ALONE - {("Project", "x")} == set()
    checked = line.tpn("check", "-p", line.folder, "--json")
    assert checked.code == 0, checked.out
    assert not_in_the_archive(line) == []


OF_THE_FILES = {("About", "format")}
"""What tells tpn how to read the files, and a reader of the archive nothing."""


def not_in_the_archive(line: Line) -> list[tuple[str, ...]]:
    """The fields that were filled and do not stand by name and value in the document of everything."""
    told = line.run("document", "prosjektarkiv", "--format", "md").replace("\\", "")
    lacking = []
    for address, _, way, meant in line.said:
        value = meant[0] if isinstance(meant, tuple) and not isinstance(meant, Link) else meant
        typed = isinstance(value, str) and value in {
            "Tekst, med komma",
            "Tekst med komma",
            "Oppvekst",
            "Fordi",
        }
        if typed and value not in told:
            lacking.append((address, *way))
    # a field that is held by another stands after what holds it, or on a line of its own below it
    names = {
        word.strip() for word in re.findall(r"[^|:.;–\n]+", told.replace("**", "").replace("<br>", "\n"))
    }
    for cls, key in line.covered:
        if key in {"id", "x"} or cls == "Project" or key == CLASSES[cls].KEY or (cls, key) in OF_THE_FILES:
            continue
        take = takes(CLASSES[cls])[key]
        said = {
            field_name(CLASSES[cls], key, words) for words in EITHER
        }  # the project says which word it uses
        if take.form in {"value", "values"} and not said & names:
            lacking.append((cls, key))
    return lacking


CLASSES = {cls.__name__: cls for cls in Record.__subclasses__()}


def test_what_cannot_stand_beside_the_rest_can_be_filled_alone(line: Line) -> None:
    name = line.add("milepæl", "fase=5", "tittel=På nett", "milepæl=ja", "frist=05.10.2026")
    assert load(line.folder).index.by_address[name].record.milestone is True  # type: ignore[attr-defined]


def test_a_checkpoint_is_answered_whether_it_was_touched_before_or_not(line: Line) -> None:
    line.run("set", "kickoff/K-C03", "svar=utført", "dokumentasjon=Sak 12/26", "av=Nina", "dato=05.10.2026")
    line.run("done", "kickoff/K-C04", "sfo/T-C01", "omsorg/T-C02", "omsorg/T-C03")
    line.run(
        "set", "sfo/T-C05", "fravik.av=Nina", "fravik.dato=05.10.2026", "fravik.begrunnelse=Ikke nødvendig"
    )
    project = load(line.folder).sound()
    assert project.kickoff.checklist["K-C03"].evidence == "Sak 12/26"
    assert project.kickoff.checklist["K-C04"].answer == "done"
    launches = {launch.service: launch for launch in project.launch.services}
    assert set(launches["omsorg"].checklist) == {"T-C02", "T-C03"}
    assert launches["sfo"].checklist["T-C05"].waiver is not None
    assert "Åpen" in line.run("show", "sfo/T-C07")
    assert (
        line.run("set", "sfo/T-C07", "svar=utført", "av=Nina")
        == "sfo/T-C07: Svar er nå Utført\nsfo/T-C07: Av er nå Nina Vik\n"
    )


def test_records_in_mappings_are_added_by_key_in_any_words(line: Line) -> None:
    assert line.add("kickoff/checklist", "key=K-C05", "svar=utført") == "kickoff/K-C05"
    assert (
        line.add("project/lights", "nøkkel=økonomi", "lys=gul", "begrunnelse=Dyrt")
        == "project/lights/economy"
    )
    assert line.add("prosess", "tjeneste=omsorg") == "processes/omsorg"
    assert line.add("processes/omsorg/paper/steg", "steg=Åpne posten") == "processes/omsorg/paper/S01"
    assert line.add("processes/omsorg/paper/steps", "navn=Svare") == "processes/omsorg/paper/S02"
    line.run("set", "processes/omsorg/paper/S01", "minutter=6", "utføres av=Postmottak")
    steps = load(line.folder).index.by_address["processes/omsorg/paper"].record.steps  # type: ignore[attr-defined]
    assert [(step.id, step.name, step.minutes) for step in steps] == [
        ("S01", "Åpne posten", 6),
        ("S02", "Svare", None),
    ]


def test_people_services_and_criteria_are_called_by_words(line: Line) -> None:
    assert line.add("person", "navn=Åse Bø") == "aase"
    assert line.add("person", "navn=Åse Lund") == "aase-lund"
    assert line.add("person", "navn=Åse-Lund") == "aase-lund-2"
    assert line.add("tjeneste", "navn=Leie av lokaler") == "leie-av-lokaler"
    deal = line.add("anskaffelse", "tittel=Skjema")
    assert line.add(f"{deal}/criteria", "type=pris", "vekt=100") == f"{deal}/criteria/price"
    assert line.add("aktivitet", "fase=4", "tittel=Kunngjøre").startswith("A-")


@pytest.mark.sampled(every=2)
@pytest.mark.parametrize(
    ("words", "slug"),
    [
        (["kickoff/checklist", "svar=utført"], "missing-key-name"),
        (["project/lights", "key=sol", "lys=gul", "begrunnelse=x"], "not-a-choice"),
        (["project/lights", "key=økonomi", "lys=gul"], "fields-missing"),
        (["risiko"], "fields-missing"),
        (["processes/omsorg/paper/steg", "steg=x"], "no-such-record"),
        (["K-99/tiltak", "tiltak=x"], "no-such-record"),
        (["kickoff/indikator", "navn=x"], "no-such-kind"),
        (["benefits/parameters", "år=3"], "no-such-kind"),
    ],
)
def test_what_cannot_be_added_is_said_and_nothing_is_written(line: Line, words: list[str], slug: str) -> None:
    before = {path: path.read_bytes() for path in line.folder.glob("*.yaml")}
    result = line.tpn("add", *words, "-p", line.folder)
    assert (result.code, result.out) == (2, "")
    assert f"[{slug}]" in result.err
    assert {path: path.read_bytes() for path in line.folder.glob("*.yaml")} == before


def test_what_is_there_is_not_laid_over(line: Line) -> None:
    line.run("set", "kickoff/K-C05", "svar=utført", "merknad=Viktig")
    result = line.tpn("add", "kickoff/checklist", "key=K-C05", "svar=åpen", "-p", line.folder)
    assert (result.code, result.out) == (2, "")
    assert "[already-there]" in result.err
    assert load(line.folder).sound().kickoff.checklist["K-C05"].note == "Viktig"
