"""``tpn library``: what content there is, whose it is and how old its facts are; and a copy of it to change."""

from typing import Any

from tpn.actions.library_copy import copied_piece, kind_named
from tpn.cli.documents import DOCUMENTS, give
from tpn.cli.run import Run
from tpn.library import load
from tpn.reports.library_words import LibraryWords
from tpn.views.library_index import KINDS, count, due_facts, facts, services, shelf


def perform(run: Run, *, what: list[str] | None, due: bool) -> None:
    """What content there is; ``copy KIND/NAME`` puts one into the project."""
    words = what or []
    if due:
        _due(run)
    elif words and words[0] == "copy":
        _copy(run, words[1:])
    elif len(words) > 1:
        run.stop("too-many-arguments", verb="library", words=" ".join(words[1:]))
    elif words:
        _kind(run, words[0])
    else:
        _shelves(run)


def _shelves(run: Run) -> None:
    counts = {kind: count(kind, run.words.folder) for kind in KINDS}
    form = run.format("table", "json", *DOCUMENTS[1:])
    if form == "json":
        kinds = [{"kind": kind, "pieces": number, "own": own} for kind, (number, own) in counts.items()]
        run.json({"format": 1, "kinds": kinds})
    else:
        shelves = [(kind, *pair) for kind, pair in counts.items() if pair[0]]
        give(run, "library-shelves", {"shelves": shelves}, run.words("library.title"), kind=form)


def _kind(run: Run, typed: str) -> None:
    """All of a kind, or one piece of it."""
    kind, _, name = typed.partition("/")
    kind = kind_named(run, kind)
    if kind == "services":
        _services(run, name)
    elif kind == "facts":
        _facts(run, name)
    else:
        _pieces(run, kind, name)


def _pieces(run: Run, kind: str, name: str) -> None:
    found = [
        one for one in shelf(kind, run.words.folder, run.language) if name in ("", one.name.partition("/")[2])
    ]
    _any(run, found, f"{kind}/{name}")
    form = run.format("table", "json", *DOCUMENTS[1:])
    if form == "json":
        rows = [{**one._asdict(), "path": str(one.path), "origin": _origin(own=one.own)} for one in found]
        run.json({"format": 1, "kind": kind, "pieces": rows})
    else:
        give(run, "library-pieces", LibraryWords(run.words).pieces(found), _title(run, kind), kind=form)


def _services(run: Run, name: str) -> None:
    found = [one for one in services(run.words.folder) if name in ("", one.name)]
    _any(run, found, f"services/{name}")
    form = run.format("table", "json", *DOCUMENTS[1:])
    if form == "json":
        rows = [{**one._asdict(), "origin": _origin(own=one.own)}
                for one in found]  # fmt: skip
        run.json({"format": 1, "kind": "services", "services": rows})
    else:
        said = LibraryWords(run.words).services(found)
        give(run, "library-services", said, _title(run, "services"), kind=form)


def _facts(run: Run, name: str) -> None:
    found = facts(run.words.folder, run.today, name)
    _any(run, found, f"facts/{name}")
    form = run.format("table", "json", *DOCUMENTS[1:])
    if form == "json":
        run.json({"format": 1, "kind": "facts", "facts": found})
    else:
        known = load("facts/evidence.yaml", run.words.folder)["evidence"]
        said = LibraryWords(run.words).facts(found, {key: entry["name"] for key, entry in known.items()})
        give(run, "library-facts", said, _title(run, "facts"), kind=form)


def _title(run: Run, kind: str) -> str:
    name = run.words(f"library.kinds.{kind}.name")
    return name[:1].upper() + name[1:]


def _due(run: Run) -> None:
    """What must be looked up again, with the question to ask."""
    form = run.format("table", "json", *DOCUMENTS[1:])
    found = due_facts(run.words.folder, run.today)
    if form == "json":
        run.json({"format": 1, "due": [{"why": one.why, **one.fact._asdict()} for one in found]})
        return
    give(run, "facts-due", {"found": found}, run.words("library.due.title"), kind=form)


def _any(run: Run, found: list[Any], name: str) -> None:
    if not found:
        run.stop("no-such-content", name=name.rstrip("/"))


def _origin(*, own: bool) -> str:
    return "project" if own else "tpn"


def _copy(run: Run, words: list[str]) -> None:
    """A piece of tpn's into the project's own templates/, where it wins; nothing is written over."""
    if not words:
        run.stop("missing-argument", verb="library copy", name="KIND/NAME")
    if len(words) > 1:
        run.stop("too-many-arguments", verb="library copy", words=" ".join(words[1:]))
    file = copied_piece(run, words[0]).as_posix()
    run.say(run.words("library.would_copy" if run.preview else "library.copied", file=file))
