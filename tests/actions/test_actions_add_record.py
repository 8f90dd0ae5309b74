"""Every list of a project can be added to from the line, by the words that people use for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.edits.small_projects import ABOUT
from tpn.actions.add_record import list_named
from tpn.actions.session import Session
from tpn.model.base import Record
from tpn.model.fieldtree import takes
from tpn.model.project import Project
from tpn.problems import Stop
from tpn.texts import Words
from tpn.texts.names import field_name

EXAMPLES = Path(__file__).parents[2] / "examples"
LANGUAGES = ("nb", "nn", "en")


def spelled(cls: type[Record], key: str) -> Iterator[str]:
    """A field as it is typed: by its key, and by its name in each language."""
    yield key
    for language in LANGUAGES:
        yield field_name(cls, key, Words(language, None)).lower().replace(" ", "-")


def at(name: str) -> Session:
    return Session({"project": str(EXAMPLES / name), "today": "2026-10-05", "preview": ""})


def test_each_list_of_a_record_is_found_by_the_name_of_its_field_in_each_language() -> None:
    tried = 0
    for session in (at("halden"), at("sandnes")):
        seen: set[tuple[type[Record], str]] = set()
        for entry in session.loaded.index.entries:
            cls = type(entry.record)
            lists = (key for key, take in takes(cls).items() if take.record and take.form != "record")
            for key in lists:
                for word in spelled(cls, key) if (cls, key) not in seen else ():
                    place = list_named(session, f"{entry.address}/{word}")
                    assert place.route == (*entry.route, key), (entry.address, word)
                    tried += 1
                seen.add((cls, key))
    assert tried > 100


def test_each_list_of_a_section_is_found_by_the_names_of_both_also_before_the_project_has_any(
    tmp_path: Path,
) -> None:
    (tmp_path / "project.yaml").write_text(ABOUT, "utf-8")
    session = Session({"project": str(tmp_path), "today": "2026-10-05", "preview": ""})
    tried = 0
    for key, section in takes(Project).items():
        if section.form != "record" or section.record is None:
            continue
        lists = [name for name, take in takes(section.record).items() if take.form == "records"]
        for word in spelled(Project, key):
            for name in lists:
                for last in spelled(section.record, name):
                    assert list_named(session, f"{word}/{last}").route == (key, name), (word, last)
                    tried += 1
    assert tried > 50


@pytest.mark.parametrize(
    ("typed", "route"),
    [
        ("Per Moe/fravær", ("people", 1, "away")),
        ("okonomi/linjer", ("economy", "lines")),
        ("linje", ("economy", "lines")),
    ],
)
def test_what_holds_a_list_may_be_called_by_its_name(
    tmp_path: Path, typed: str, route: tuple[str | int, ...]
) -> None:
    (tmp_path / "project.yaml").write_text(ABOUT, "utf-8")
    assert list_named(Session({"project": str(tmp_path), "today": "2026-10-05"}), typed).route == route


def test_what_is_nowhere_is_told() -> None:
    with pytest.raises(Stop) as fault:
        list_named(at("halden"), "finnesikke/tiltak")
    assert fault.value.problems[0].slug == "no-such-record"
