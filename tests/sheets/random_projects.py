"""Projects at random: small, sound, with the texts and numbers that spreadsheets stumble over."""

from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from tests.spreadsheets.sheet_books import AWKWARD, LETTERS
from tpn.model.choices import Answer, RiskStatus, StakeholderGroup, Status
from tpn.source.emit import emit

PEOPLE = ("ola", "kari", "liv")
SERVICES = ("barnehage", "sfo")
TEXTS = (st.text(LETTERS, min_size=1, max_size=30) | AWKWARD).filter(
    lambda text: bool(text.strip()) and "_x" not in text and text.isprintable()
)
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))
SOME = st.lists(st.sampled_from(PEOPLE), max_size=2, unique=True)


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


@st.composite
def _activity(draw: st.DrawFn, number: int) -> dict[str, Any]:
    status = draw(st.sampled_from(Status))
    made = {
        "id": f"K-{number:02d}",
        "title": draw(TEXTS),
        "service": draw(maybe(st.sampled_from(SERVICES))),
        "responsible": draw(SOME),
        "due": draw(maybe(DAYS)),
        "status": status.value,
        "waiting_for": draw(TEXTS) if status is Status.BLOCKED else None,
        "percent": draw(maybe(st.integers(0, 100))),
        "finished": draw(maybe(DAYS)) if status is Status.DONE else None,
        "note": draw(maybe(TEXTS)),
        "x": draw(st.dictionaries(st.sampled_from(("Avdeling", "Rom")), TEXTS | st.integers(), max_size=2)),
    }
    return {key: value for key, value in made.items() if value not in (None, [], {})}


@st.composite
def _answer(draw: st.DrawFn) -> dict[str, Any]:
    answer = draw(st.sampled_from(Answer))
    made = {
        "answer": answer.value,
        "date": draw(maybe(DAYS)),
        "by": draw(maybe(st.sampled_from(PEOPLE))),
        "evidence": draw(maybe(TEXTS)),
        "note": draw(TEXTS),
    }
    return {key: value for key, value in made.items() if value is not None}


@st.composite
def _risk(draw: st.DrawFn, number: int) -> dict[str, Any]:
    scale = st.integers(1, 5)
    made = {
        "id": f"R-{number:02d}",
        "title": draw(TEXTS),
        "probability": draw(maybe(scale)),
        "consequence": draw(maybe(scale)),
        "owner": draw(maybe(st.sampled_from(PEOPLE))),
        "status": draw(st.sampled_from(RiskStatus)).value,
    }
    return {key: value for key, value in made.items() if value is not None}


@st.composite
def projects(draw: st.DrawFn) -> dict[str, Any]:
    """The value of a project that is sound."""
    count = draw(st.integers(0, 4))
    return {
        "project": {
            "format": 1, "id": "p", "name": draw(TEXTS), "start": date(2026, 8, 17), "lead": "ola",
            "benefit_word": draw(st.sampled_from(("nytte", "gevinst"))),
        },
        "people": [{"id": one, "name": f"{one.title()} {draw(TEXTS)}"} for one in PEOPLE],
        "services": [{"id": one, "name": f"{one} {number}", "responsible": draw(st.sampled_from(PEOPLE))}
                     for number, one in enumerate(SERVICES)],
        "kickoff": {
            "activities": [draw(_activity(number)) for number in range(count)],
            "checklist": draw(st.dictionaries(st.sampled_from(("K-C01", "K-C02")), _answer(), max_size=2)),
        },
        "benefits": {
            "stakeholders": [
                {"id": "I-01", "name": draw(TEXTS), "group": draw(st.sampled_from(StakeholderGroup)).value}
            ],
            "benefits": [{"id": "G-01", "title": draw(TEXTS), "measurements": [
                {"date": draw(DAYS), "value": draw(st.floats(-1e6, 1e6).map(lambda value: round(value, 3)))}
            ]}],
        },
        "launch": {"services": [{"service": "sfo", "checklist": {"T-C01": draw(_answer())}}]},
        "risks": [draw(_risk(number)) for number in range(draw(st.integers(0, 2)))],
    }  # fmt: skip


def written_project(folder: Path, value: dict[str, Any]) -> Path:
    """The project as one file in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "project.yaml").write_text(emit(value), "utf-8", newline="\n")
    return folder
