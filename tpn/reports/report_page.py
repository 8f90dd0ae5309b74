"""A status report as a document: facts and words into the template, and what stands around it on paper."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from tpn.charts import gantt, gantt_words, milestone_trend, progress_line, risk_matrix, small_bars
from tpn.history.published import READERS
from tpn.reports.letter_words import LetterWords
from tpn.reports.paper import Paper
from tpn.reports.report_deck import report_deck
from tpn.reports.writing import paper_of
from tpn.texts import Words, day, decimal
from tpn.texts.municipality import municipality_said
from tpn.views.frozen import frozen
from tpn.views.report_facts import StatusReport

LETTERS: Final = READERS[3:]
"""The readers who get a letter: whole sentences, without the head and the checksum of a report."""
SHOWN_TO: Final = READERS[:3]
"""The readers to whom a report is also shown on slides."""
TEMPLATE = "report"
BESIDE_MATRIX: Final = 8
"""How many threats have room in a list beside the matrix; more stand below it."""


def checksum(report: StatusReport) -> str:
    """The first eight hexadecimal digits of SHA-256 over the facts, in two groups: tells two drafts apart."""
    data = json.dumps(frozen(report), ensure_ascii=False, sort_keys=True).encode()
    said = hashlib.sha256(data).hexdigest().upper()
    return f"{said[:4]} {said[4:8]}"


def standing(report: StatusReport, words: Words) -> str:
    """Draft, and when it is to be published; or when it was."""
    head = report.head
    if head.published:
        return words("report.published_on", day=head.published)
    return words("report.draft_on", day=day(head.publish_on)) if head.publish_on else words("report.draft")


def _note(report: StatusReport, words: Words, reader: str, *, remade: bool) -> str:
    """The last line of an edition: that it was made again; or that it is a draft, where no head says so."""
    if remade:
        return words("report.remade") + "."
    return words("report.is_draft") if reader in LETTERS and not report.head.published else ""


def _short(report: StatusReport, words: Words) -> str:
    return standing(report, words) if report.head.published else words("report.draft")


def _pictured(report: StatusReport, words: Words) -> tuple[dict[str, str], dict[str, str]]:
    """The alternative texts and the pictures that the facts are enough for; both by name."""
    texts, drawn = {}, {}
    if report.gantt and gantt.drawable(report.gantt):
        texts["gantt"] = gantt_words.told(report.gantt, words)
        drawn["gantt"] = gantt.picture(report.gantt, words, compact=True)
    threats = (*report.risks, *report.other_risks)
    if risk_matrix.drawable(threats):
        room = risk_matrix.BESIDE if len(report.risks) <= BESIDE_MATRIX else risk_matrix.ALONE
        texts["risks"] = risk_matrix.told(threats, report.risk_limit, words)
        drawn["risks"] = risk_matrix.picture(threats, report.risk_limit, words, room)
    if progress_line.drawable(report.course):
        texts["course"] = progress_line.told(report.course, report.scope, words)
        drawn["course"] = progress_line.picture(report.course, report.scope, words)
    today = report.head.as_of
    if milestone_trend.drawable(report.trend, today):
        texts["trend"] = milestone_trend.told(report.trend, today, words)
        drawn["trend"] = milestone_trend.picture(report.trend, today, words)
    for name, told, small in _in_cells(report, words):
        texts[name], drawn[name] = told, small
    return texts, drawn


def _in_cells(report: StatusReport, words: Words) -> Iterator[tuple[str, str, str]]:
    """The bars of the benefits and the steps of the services, which stand beside figures: name, words, picture."""
    language = words.language
    for one in report.benefits:
        if one.percent is not None:
            name, key = f"bar-{one.id}", "told_alone" if one.expected is None else "told"
            told = words(
                f"benefit_bars.{key}", id=one.id, title=one.title, percent=decimal(one.percent, language),
                expected=decimal(one.expected or 0, language),
            )  # fmt: skip
            yield (
                name,
                told,
                small_bars.share(one.percent, one.expected, told=told, name=name, language=language),
            )
    yield from _budget_bars(report, words)
    for service in report.services:
        name = f"steps-{service.id}"
        told = words("report.services.all", done=service.done, steps=service.steps)
        yield (
            name,
            told,
            small_bars.steps(service.done, service.steps, told=told, name=name, language=language),
        )


def _budget_bars(report: StatusReport, words: Words) -> Iterator[tuple[str, str, str]]:
    """Budget, spent and forecast of each item, on one scale."""
    lines = report.money.lines
    most = max((value or 0 for one in lines for value in (one.budget, one.spent, one.forecast)), default=0)
    for number, one in enumerate(lines):
        if most and one.budget is not None:
            name, w = f"money-{number}", LetterWords(report, words)
            told = words("report.money.bar", name=one.name, budget=w.whole(one.budget), spent=w.whole(one.spent),
                         forecast=w.whole(one.forecast))  # fmt: skip
            yield (
                name,
                told,
                small_bars.budget(
                    one.budget,
                    one.spent or 0,
                    one.forecast,
                    most,
                    told=told,
                    name=name,
                    language=words.language,
                ),
            )


def _mark(report: StatusReport, words: Words, *, remade: bool) -> str:
    """Draft or published, with the checksum; or that it was made again."""
    if remade:
        return words("report.remade")
    return words("report.mark", standing=_short(report, words), sum=checksum(report))


def report_slides(
    report: StatusReport, words: Words, reader: str, *, access: str, remade: bool = False
) -> bytes:
    """The presentation of a report.

    Raises:
        Stop: the municipality's own template is no presentation.
    """
    from tpn.reports.slides import slides  # noqa: PLC0415 - each format knows a library of its own

    head = report.head
    name = head.service_name or head.name
    foot = (
        words("report.foot", name=name, n=head.number, day=head.as_of),
        _mark(report, words, remade=remade),
    )
    paper = Paper(
        name,
        (),
        words.language,
        head.as_of,
        municipality_said(head.municipality, words),
        head.lead or "",
        foot=foot,
        access=access,
    )
    return slides(report_deck(report, words, reader), paper, words)


def report_paper(
    report: StatusReport,
    words: Words,
    reader: str,
    *,
    benefit_word: str,
    access: str,
    remade: bool = False,
    kind: str = "pdf",
) -> Paper:
    """The document for one reader in a format: a terminal has tables where paper has pictures.

    Word's letters are wider than ours: page one has room for one case, and says how many more there are.

    Raises:
        Stop: the project's own template has a fault.
    """
    w = LetterWords(report, words)
    said = standing(report, words)
    head = report.head
    screen = kind == "table"
    texts, pictures = ({}, {}) if screen else _pictured(report, words)
    facts = {
        "screen": screen, "one_case": kind == "docx", "r": report, "w": w, "reader": reader, "standing": said,
        "benefit_word": benefit_word, "access": access,
        "gantt": texts.get("gantt", ""), "matrix": texts.get("risks", ""),
        "course": texts.get("course", ""), "trend": texts.get("trend", ""), "told": texts,
        "beside": len(report.risks) <= BESIDE_MATRIX, "note": _note(report, words, reader, remade=remade),
    }  # fmt: skip
    name = head.service_name or head.name
    paper = paper_of(
        TEMPLATE, facts, words, title=f"{name} – {words('report.title').lower()}", made=head.as_of,
        unit=w.municipality(), author=head.lead or "", pictures=pictures,
    )  # fmt: skip
    foot = (
        words("report.foot", name=name, n=head.number, day=head.as_of),
        _mark(report, words, remade=remade),
    )
    running = words("report.of_service" if head.service else "report.numbered", n=head.number, month=w.month(),
                    service=name)  # fmt: skip
    look = "report"
    if reader in LETTERS:
        look, running = "letter", name
        foot = (words("report.foot_of_letter", name=name, day=head.as_of), _short(report, words))
    return replace(paper, look=look, foot=foot, access=access, running=running.replace(" · ", ", "))
