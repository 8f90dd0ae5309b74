"""``tpn explain CODE``: what a fault, a piece of advice or a word on the screens means, for the project at hand."""

from collections.abc import Iterator

from tpn.actions.load_plan import worked_out
from tpn.advice import advise
from tpn.cli.documents import DOCUMENTS, give, give_shown
from tpn.cli.run import Run
from tpn.model.similar import closest, fold
from tpn.plan import findings
from tpn.problems import Problem
from tpn.reports.blocks import Block, Heading, Paragraph, facts, inline
from tpn.reports.explain_words import all_codes, one_code
from tpn.texts.explained import codes, explained
from tpn.texts.field_terms import FieldTerm, field_term, field_terms
from tpn.texts.problems import told
from tpn.texts.terms import Term, all_terms, term


def perform(run: Run, *, code: str | None) -> None:
    """What a fault or a piece of advice means, and how to put it right; or what a word on the screens means.

    A word may be of the screens alone (``terms.yaml``), or the name of a field or of a kind of records.
    """
    kind = run.format("table", "json", *DOCUMENTS[1:])
    if code is not None and (word := _word(run, code)):
        _give_word(run, word, kind)
        return
    if code is not None and _code(run, code) is None and (name := field_term(code, run.words)):
        _give_name(run, name, kind)
        return
    if code is not None:
        one = explained(_known(run, code), run.words)
        here = _here(run, one.code)
        if kind == "json":
            run.json({"format": 1, **one._asdict(), "here": [place for place, _ in here]})
        else:
            give(run, "explain", one_code(one, run.words, here), one.title, kind=kind)
        return
    groups = {name: [explained(one, run.words) for one in some] for name, some in codes(run.words).items()}
    if kind == "json":
        run.json({"format": 1, "codes": [one for some in groups.values() for one in some]})
    else:
        give(run, "explain-all", all_codes(groups, run.words), run.words("explain.title"), kind=kind)


def _word(run: Run, typed: str) -> Term | None:
    """The word or sign of the screens that was meant, with the limits of the project at hand; None where it is none."""
    if _code(run, typed):
        return None
    project = run.loaded.project if run.words.folder else None
    return term(typed, run.words, project.about.tolerances if project else None)


def _give_word(run: Run, word: Term, kind: str) -> None:
    if kind == "json":
        run.json({"format": 1, **word._asdict()})
        return
    blocks: list[Block] = [Heading(1, inline(word.word)), Paragraph(inline(word.text))]
    give_shown(run, blocks, word.word, kind)


def _give_name(run: Run, name: FieldTerm, kind: str) -> None:
    """A field or a kind of records: what it means wherever it stands."""
    if kind == "json":
        means = [{"of": of, "text": text} for of, text in name.means]
        run.json({"format": 1, "word": name.word, "means": means})
        return
    rows = [(of[:1].upper() + of[1:], text) for of, text in name.means]
    give_shown(run, [Heading(1, inline(name.word)), facts(rows)], name.word, kind)


def _code(run: Run, typed: str) -> str | None:
    """The code that was meant: copied with its brackets, in any case."""
    known = {fold(code): code for some in codes(run.words).values() for code in some}
    return known.get(fold(_bare(typed)))


def _known(run: Run, typed: str) -> str:
    """The code that was meant.

    Raises:
        Stop: there is no such code, and no such word on the screens (exit code 2).
    """
    if code := _code(run, typed):
        return code
    if run.words.folder and _bare(typed) in {*run.loaded.index.by_address, *run.loaded.index.ids}:
        run.stop("no-such-code", value=_bare(typed), hint="record")
    every = [code for some in codes(run.words).values() for code in some]
    meant = closest(_bare(typed), [*every, *all_terms(run.words), *field_terms(run.words)])
    run.stop("no-such-code", value=typed, suggestion=meant, hint="suggestion" if meant else None)


def _bare(typed: str) -> str:
    return typed.strip("[] .")


def _here(run: Run, code: str) -> list[tuple[str, str]]:
    """Where the project at hand has it now: ``file:line`` and what is said there; nothing without a project."""
    if run.words.folder is None:
        return []
    found = [problem for problem in _problems(run) if problem.slug == code]
    places = [(getattr(one.place, "file", ""), getattr(one.place, "line", "")) for one in found]
    return [
        (f"{file}:{line}".strip(":"), told(problem, run.words)["message"])
        for (file, line), problem in zip(places, found, strict=True)
    ]


def _problems(run: Run) -> Iterator[Problem]:
    """The faults and the advice of the project, silenced advice included."""
    yield from run.loaded.problems
    if run.loaded.project is None or run.loaded.faulty:
        return

    plan = worked_out(run)
    advised = advise(plan)
    given = [finding for _, some in advised.given for finding in some]
    given += [finding for _, some, _ in advised.silenced for finding in some]
    yield from (run.loaded.problem(finding) for finding in (*findings(plan), *given))
