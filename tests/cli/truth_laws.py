"""One truth: over one generated project, whatever tells a date of a record tells one of its own.

Every screen, document, page, slide, workbook, calendar and JSON that has a line or a row for a record is read back.
Its dates are those that ``timing_of`` gives or that are typed in it; every figure of the status is the number of rows
of its list.
For a thousand: ``python -m tests.cli.truth_laws 1000``.
"""

import contextlib
import io
import json
import re
import shlex
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from tests.cli.files_back import PDFTOTEXT, rows
from tests.cli.generated_projects import written
from tests.cli.long_runs import by_hand
from tests.cli.whole_projects import whole_projects
from tpn.actions.load_plan import plan_of
from tpn.actions.session import Session
from tpn.cli.app import run
from tpn.model.about import About, Person
from tpn.model.base import Record
from tpn.plan import Plan
from tpn.plan.timing import timing_of

Walk = tuple[Sequence[tuple[str, ...]], Sequence[tuple[tuple[str, ...], str]], bool, int]
"""Which lines and which files are read back, whether a report has been published, and which figures are counted."""
_SHARE = 4
"""Of the figures of a status every fourth is held against its list, over many projects all of them."""
AGREED = date(2026, 5, 11)
REPORTED = date(2026, 5, 12)
TODAYS = st.dates(date(2026, 5, 13), date(2026, 9, 30))
MD = ("--format", "md")
LINES: tuple[tuple[str, ...], ...] = (
    ("status",), ("status", *MD), ("week",), ("week", *MD), ("gantt", *MD), ("gate", *MD), ("launch", *MD),
    ("brief", *MD), ("replan", *MD), ("benefits", *MD), ("procure", *MD), ("agenda", "MO-01", *MD),
    ("report", *MD), ("report", "--for", "prosjektgruppe", *MD), ("report", "--service", "sfo", *MD),
    ("launch", "sfo", *MD), ("gate", "sfo", *MD), ("status", "--service", "sfo"), ("show", "sfo"), ("show", "T0"),
    *(("list", kind, *MD) for kind in (
        "aktiviteter", "milepæler", "tjenester", "beslutninger", "tiltak", "leveranser", "komponenter",
        "kommunikasjon", "frister", "risikoer", "endringer", "gevinster", "møter")),
)  # fmt: skip
"""What is walked on the screen, as Markdown and as JSON."""
FILES: tuple[tuple[tuple[str, ...], str], ...] = (
    (("export",), "ark.xlsx"), (("report",), "rapport.docx"), (("status",), "status.docx"),
    (("slides", "kickoff"), "moete.pptx"), (("replan",), "sak.docx"), (("benefits",), "nytte.docx"),
    (("agenda", "MO-01"), "innkalling.docx"), (("brief",), "overtakelse.docx"),
    (("agenda", "MO-01"), "innkalling.ics"), (("benefits",), "maalinger.ics"), (("report",), "rapport.html"),
    (("report", "--dashboard"), "oversikt.html"), (("gantt",), "plan.html"), (("export",), "ark.ods"),
    (("document", "styringsdokument"), "styring.docx"), (("document", "beslutningslogg"), "logg.docx"),
    (("document", "kommunikasjonsplan"), "plan.docx"), (("document", "opplæringsplan"), "opplaering.docx"),
    (("document", "sluttrapport"), "slutt.docx"), (("handover",), "omorganisering.xlsx"),
    *(((("report",), "rapport.pdf"), (("status",), "status.pdf")) if PDFTOTEXT else ()),
)  # fmt: skip
"""What is walked as a file."""
TOLD_BY: st.SearchStrategy[Walk] = st.tuples(
    st.lists(st.sampled_from(LINES), min_size=2, max_size=2, unique=True),
    st.integers(0, 4).flatmap(
        lambda n: st.lists(st.sampled_from(FILES), min_size=1, max_size=1) if n == 0 else st.just([])
    ),
    st.integers(0, 3).map(lambda n: n == 0),
    st.integers(0, _SHARE - 1),
)
"""Some of it, for one project; over many projects all of it comes to its turn."""
_DAY = re.compile(r"(?<![\d.])(\d{2})\.(\d{2})\.(\d{4})?(?!\d)")


def tpn(folder: Path, today: date, *words: object) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        line = [*map(str, words), "-p", str(folder), "--today", today.isoformat(), "--lang", "nb"]
        code = run(line, clock=lambda: datetime(2026, 12, 1, 8))  # noqa: DTZ001 - a clock on the wall
    return code, out.getvalue(), err.getvalue()


class Own:
    """The days that each record may be told with: those of its timing, of its bar, and those typed in it."""

    def __init__(self, folder: Path, today: date) -> None:
        session = Session({"project": str(folder), "today": today.isoformat()})
        self.plan: Plan = plan_of(session)
        self.known = {today, AGREED, REPORTED, self.plan.project.about.start}
        self.days: dict[str, set[date]] = {}
        self.names: dict[str, str] = {}
        for entry in session.loaded.index.by_address.values():
            if isinstance(entry.record, Person | About):
                continue  # every page says whose it is, and of what project
            self.days[entry.address] = {*typed(entry.record), *self._computed(entry.record, entry.address)}
            for key in ("title", "name", "what", "message"):
                if said := getattr(entry.record, key, None):
                    self.names.setdefault(str(said), entry.address)
        self.about = set(self._computed(self.plan.project.about, ""))
        # the longest first: «T1» is no mention of «T10», nor the name of a service one of the title it stands in
        mentions = sorted({*self.names, *self.days}, key=len, reverse=True)
        self._mentioned = re.compile(r"(?<![\w/.-])(" + "|".join(map(re.escape, mentions)) + r")(?![\w/-])")

    def _computed(self, record: Record, address: str) -> Iterator[date]:
        if timing := timing_of(record, self.plan):
            agreed = timing.agreed.to if timing.agreed else None
            yield from filter(None, (timing.plan, agreed, timing.original, timing.forecast, timing.previous))
        if work := self.plan.by_id.get(address):
            yield from filter(
                None, (work.dates.plan_start, work.dates.start, work.dates.late_start, work.dates.late_end)
            )

    def of(self, text: str) -> set[date] | None:
        """The days of all that a text mentions; None where it mentions nothing."""
        found = {self.names.get(one, one) for one in self._mentioned.findall(text)}
        return set().union(*(self.days.get(one, set()) for one in found)) if found else None

    def foreign(self, text: str) -> list[str]:
        """The dates of a text that are none of what it mentions."""
        mine = self.of(text)
        if mine is None:
            return []
        allowed = mine | self.known | self.about
        return [
            "".join(parts)
            for parts in ((f"{d}.", f"{m}.", y) for d, m, y in _DAY.findall(text))
            if not any(
                f"{one:%d.%m.}" == parts[0] + parts[1] and parts[2] in {"", str(one.year)} for one in allowed
            )
        ]


def typed(value: Any) -> Iterator[date]:
    """Every date in a record, wherever it stands."""
    if isinstance(value, date):
        yield value
    elif isinstance(value, tuple | list):
        for one in value:
            yield from typed(one)
    elif isinstance(value, Record):
        for one in vars(value).values():
            yield from typed(one)


def texts(folder: Path, today: date, walk: Walk) -> Iterator[tuple[str, str]]:
    """Every line or row that something tells, with what told it."""
    lines, files, *_ = walk
    for words in lines:
        code, told, err = tpn(folder, today, *words)
        assert (code in (0, 1), bool(told)) == (True, True), (words, err)
        yield from ((" ".join(words), line) for line in told.splitlines())
    for words, name in files:
        path = folder.parent / name
        code, _, err = tpn(folder, today, *words, "-o", path)
        assert code == 0, (words, err)
        yield from ((f"{words[0]} {name}", row) for row in rows(path))


def facts(value: Any, own: Own) -> Iterator[tuple[str, str]]:
    """In JSON: what a thing that has an id says of its days, each with its key."""
    if isinstance(value, dict):
        name = next((value[key] for key in ("address", "id") if value.get(key) in own.days), None)
        for key, one in value.items():
            if name and isinstance(one, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", one):
                if date.fromisoformat(one) not in own.days[name] | own.known | own.about:
                    yield f"{name}.{key}", one
            else:
                yield from facts(one, own)
    elif isinstance(value, list):
        for one in value:
            yield from facts(one, own)


def figures(found: Any) -> Iterator[tuple[int, str]]:
    """Every figure of a status with the list that it names."""
    if isinstance(found, dict):
        named = found.get("list")
        if isinstance(named, dict):
            yield from ((found[key], line) for key, line in named.items())
        elif isinstance(named, str) and "count" in found:
            yield found["count"], named
        for value in found.values():
            yield from figures(value)
    elif isinstance(found, list):
        for value in found:
            yield from figures(value)


def agreed(project: dict[str, Any], folder: Path, *, published: bool) -> bool:
    """The project with an agreed plan, and a published report; False where it has faults that keep it from that."""
    written(folder, project)
    if tpn(folder, AGREED, "snapshot", "--agreed", "plan")[0] != 0:
        return False
    return not published or tpn(folder, REPORTED, "report", "--publish")[0] == 0


def check(project: dict[str, Any], today: date, walk: Walk, folder: Path) -> bool:
    """Hold the laws for one project."""
    lines, _, published, share = walk
    if not agreed(project, folder, published=published):
        return False
    own = Own(folder, today)
    for told_by, line in texts(folder, today, walk):
        assert not (other := own.foreign(line)), (told_by, line, other)
    for words in lines:
        code, told, err = tpn(folder, today, *(word for word in words if word not in MD), "--json")
        assert code in (0, 1), (words, err)
        assert not (alien := list(facts(json.loads(told), own))), (words, alien)
    counted = list(figures(json.loads(tpn(folder, today, "status", "--json")[1])))
    for figure, line in counted[share::_SHARE]:
        listed = json.loads(tpn(folder, today, *shlex.split(line)[1:], "--json")[1])
        assert len(listed["records"]) == figure, line
    return True


if __name__ == "__main__":
    by_hand(check, whole_projects(), TODAYS, TOLD_BY)
