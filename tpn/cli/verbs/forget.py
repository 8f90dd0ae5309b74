"""``tpn forget X``: name, mail, telephone and notes about somebody are taken out, of the past too."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from tpn.actions.find_person import traces_meant
from tpn.actions.forget import Forgetting, forget, forgetting, neutral_words, to_be_found
from tpn.actions.git_commits import commits_that_tell
from tpn.cli.run import Run
from tpn.history.personal import PersonalTrace, traces_in
from tpn.history.rounds import rounds
from tpn.model.ended import is_over
from tpn.model.traces import PersonalTraces

_MOST = 8


def perform(run: Run, *, name: str, also: list[str] | None, reason: str | None, write: bool) -> None:
    """Name, mail, telephone and notes about somebody are taken out, of the past too."""
    known = traces_meant(run, name, also or ())
    words = neutral_words(run, known)
    traces = to_be_found(known, words)
    done = forgetting(run, traces, words)
    if not done.changes and not done.redactions:
        run.stop("forget-nothing", name=name)
    maybe = [one for one in traces_in(run.folder, traces) if one.by == "maybe" and one.area != "journal"]
    facts = {"name": known.name, "count": len(done.changes), "neutral": words.person}
    wrote = write and not run.preview
    made = forget(run, traces, done, reason or run.words("forget.reason")) if wrote else []
    run.say(run.words("forget.done" if wrote else "forget.would", **facts))
    for line in (*_what(run, done, made), *_left(run, known, done), *_perhaps(run, name, also or (), maybe)):
        run.say(line)
    if not wrote:
        run.say(run.words("forget.write"))


def _what(run: Run, done: Forgetting, made: Sequence[Path]) -> Iterator[str]:
    for area, count in done.areas.items():
        yield "  " + run.words("forget.area", area=run.words(f"person.areas.{area}"), count=count)
    yield "  " + run.words("forget.journal")
    for one in done.redactions:
        yield run.words("forget.report", number=one.report.number, files=", ".join(one.files))
        if one.left_out:
            yield run.words("forget.report_without", files=", ".join(one.left_out))
    for folder in made:
        yield run.words("forget.report_done", folder=folder.as_posix())


def _left(run: Run, traces: PersonalTraces, done: Forgetting) -> Iterator[str]:
    """What still holds the name – sheets that are out, files beside, commits – and work that nobody else has taken."""
    if count := _open_work(run, traces.id):
        yield run.words("forget.open", id=traces.id, count=count)
    for one in rounds(run.folder):
        files = [sent.file for sent in one.people]
        shown = ", ".join(files[:_MOST]) + (" …" if len(files) > _MOST else "")
        yield run.words("forget.round", round=one.name, count=len(files), files=shown)
    if done.left:
        yield run.words("forget.left", files=", ".join(done.left))
    told = [word for word in (traces.name, traces.email, *traces.also) if word]
    commits = commits_that_tell(run.folder, told)
    if commits is None:
        yield run.words("forget.git_unknown", name=traces.name)
    elif commits:
        shown = ", ".join(commits[:_MOST]) + (" …" if len(commits) > _MOST else "")
        yield run.words("forget.git", count=len(commits), commits=shown)


def _open_work(run: Run, person: str) -> int:
    found = (one.record for one in run.loaded.index.of("activities") if person in one.record.responsible)  # type: ignore[attr-defined]
    return sum(1 for record in found if not is_over(record)) if run.loaded.project and person else 0


def _perhaps(run: Run, name: str, also: Sequence[str], maybe: Sequence[PersonalTrace]) -> Iterator[str]:
    """Single names and initials, which may be this person: shown, not touched."""
    if not maybe:
        return
    yield run.words("forget.maybe", count=len(maybe))
    for one in maybe[:_MOST]:
        yield f"  {one.file}:{one.line}  {one.text}"
    more = " ".join(f"--also {word}" for word in (*also, "…"))
    yield run.words("forget.also", command=f"tpn forget {name} {more}")
