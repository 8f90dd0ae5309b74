"""What a project remembers, with another value in any one place: it is read, or told as damaged, and nothing else.

``tests/rounds/forged.py`` runs whole commands by chance; here each place of each file gets each value, and what reads
the file is asked.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Tpn
from tests.rounds.forged import VALUES
from tpn.history import imports, journal, log, proposals, published, rounds, snapshots
from tpn.history.last_told import last_told
from tpn.problems import Stop

TODAY = date(2026, 10, 5)
EXAMPLE = ROOT / "examples" / "halden"
REPORT = f"history/reports/{next((EXAMPLE / 'history' / 'reports').iterdir()).name}"
Asked = Callable[[Path], object]


def _reports(project: Path) -> object:
    return [
        f"{one.reader} {one.correction or ''}".strip() in published.READERS
        and (one.corrects or 0) + one.number
        and [*published.changed_reports(project), *published.numbered_twice(project)]
        for one in published.all_published(project)
    ]


def _last(project: Path) -> object:
    told = last_told(project, TODAY)
    return (
        snapshots.reported(project, TODAY),
        snapshots.foreseen(project, "K-12"),
        sorted(told["lights"] if told else ()),
    )


FILES: dict[str, tuple[Asked, ...]] = {
    f"{REPORT}/manifest.json": (_reports,),
    f"{REPORT}/report.json": (_last,),
    "history/snapshots/2026-09-07-september/facts.json": (
        _last, lambda project: snapshots.blocked_since(project, TODAY),
    ),
    "history/proposals/x.json": (
        lambda project: [proposals.proposal_named(project, one.stem) for one in (project / proposals.FOLDER).iterdir()],
    ),
    "history/rounds/x.json": (rounds.rounds,),
    "history/log/2026-10/x.json": (log.entries, lambda project: log.of_record(project, "K-12")),
    "history/journal/x.json": (journal.entries, journal.latest),
    "history/imports.jsonl": (imports.brought,),
}  # fmt: skip
VALUES_OF_ROW = {"due": "2026-11-01", "after": ["K-12"]}
ROW = imports.ImportedRow("liste.csv", "activities", "kickoff", "Rydde", 0, "K-13", VALUES_OF_ROW)
OF_REPORT = (
    "figures", "forecasts", "services", "lights", "gaps", "gone", "taken", "finished", "risk_titles",
)  # fmt: skip
"""What is read of a report's facts as what was told last; the whole is read where it is laid out again."""
MADE = ("set K-12 frist=16.10.2026", "replan --propose", "export --each-responsible {home}/ut")


def places(value: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every place of a value; of a list, and of a mapping of many alike, the first."""
    yield at
    if isinstance(value, dict):
        some = list(value) if len(value) < 60 else list(value)[:1]
        for key in some:
            yield from places(value[key], (*at, key))
    elif isinstance(value, list) and value:
        yield from places(value[0], (*at, 0))


def put(value: Any, at: tuple[str | int, ...], new: Any) -> Any:
    if not at:
        return new
    made: Any = dict(value) if isinstance(value, dict) else list(value)
    made[at[0]] = put(value[at[0]], at[1:], new)
    return made


@pytest.mark.sampled(every=3)
@pytest.mark.parametrize("name", FILES)
def test_another_value_in_any_place_is_read_or_told(tpn: Tpn, tmp_path: Path, name: str) -> None:
    halden = Path(shutil.copytree(EXAMPLE, tmp_path / "halden"))
    (halden / imports.FILE).write_text(json.dumps(asdict(ROW)), "utf-8")
    for line in MADE:
        assert tpn(*line.format(home=tmp_path).split(), "-p", halden).code == 0, line
    folder, _, last = name.rpartition("/")
    path = (
        halden / name if (halden / name).is_file() else next((halden / folder).glob(f"*{Path(last).suffix}"))
    )
    said = json.loads(
        path.read_text("utf-8").splitlines()[0] if path.suffix == ".jsonl" else path.read_text("utf-8")
    )
    tried = 0
    for at in places(said):
        if name.endswith("/report.json") and at and at[0] not in OF_REPORT:
            continue
        for new in VALUES:
            path.write_text(json.dumps(put(said, at, new)), "utf-8")
            for ask in FILES[name]:
                try:
                    ask(halden)
                except Stop:
                    pass
                except Exception as fault:
                    raise AssertionError(f"{name} {at}: {new!r}") from fault
                tried += 1
    assert tried > 100
