"""The advice of the method as ``tpn check`` tells it: calm, some of each kind, and how many more there are."""

from collections.abc import Iterator

from tpn.advice import Advice, Advised
from tpn.cli.problem_facts import problem_json
from tpn.cli.run import Run
from tpn.model.findings import Finding
from tpn.reports.blocks import Told, told
from tpn.reports.problem_blocks import problem_block
from tpn.texts.problems import said
from tpn.texts.problems import told as told_in_words

Given = tuple[tuple[Advice, tuple[Finding, ...]], ...]

OF_EACH = 3  # pieces of one code that are shown unless all are asked for
OF_ALL = 12  # codes that are shown unless all are asked for


def advice_blocks(run: Run, advised: Advised, *, every: bool = False) -> Iterator[Told]:
    """Advice by phase and weight with its place and its remedy; then what is silenced, and why."""
    shown = advised.given if every else _heaviest(advised.given)
    for _, found in shown:
        some = found if every else found[:OF_EACH]
        yield from _one_code(run, some, len(found) - len(some))
    if hidden := tuple(advice.code for advice, found in advised.given if (advice, found) not in shown):
        yield told(run.words("check.more_codes", codes=hidden))
    for advice, found, reason in advised.silenced:
        facts = {"code": advice.code, "reason": reason}
        times = run.words.count("check.silenced", len(found), **facts)
        yield told(times if found else run.words("check.silenced.none", **facts))
    if advised.count:
        yield told(run.words.count("check.advised", advised.count))


def _heaviest(given: Given) -> Given:
    """The codes that weigh most, in the order they are given in."""
    chosen = sorted(given, key=lambda pair: -pair[0].weight)[:OF_ALL]
    return tuple(pair for pair in given if pair in chosen)


def _one_code(run: Run, some: tuple[Finding, ...], more: int) -> Iterator[Told]:
    """The pieces of one code, its remedy once where it is the same for all."""
    problems = [run.loaded.problem(finding) for finding in some]
    hints = [told_in_words(problem, run.words)["hint"] for problem in problems]
    *first, last = [
        problem_block(said(problem, run.words, remedy=hint != following), run.words)
        for problem, hint, following in zip(problems, hints, [*hints[1:], ""], strict=True)
    ]
    yield from first
    rest = [told(run.words("check.more", n=more, code=problems[0].slug))] if more else []
    yield last._replace(under=(*last.under, *rest))


def as_json(run: Run, advised: Advised) -> list[dict[str, object]]:
    """Every piece of advice as ``tpn check --json`` has it; what is silenced carries its reason."""
    given = [(advice.code, finding, None) for advice, some in advised.given for finding in some]
    silenced = [
        (advice.code, finding, reason) for advice, some, reason in advised.silenced for finding in some
    ]
    return [_json(run, code, finding, reason) for code, finding, reason in (*given, *silenced)]


def _json(run: Run, code: str, finding: Finding, reason: str | None) -> dict[str, object]:
    made = {**problem_json(run, run.loaded.problem(finding)), "code": code}
    return {**made, "silenced": reason} if reason is not None else made
