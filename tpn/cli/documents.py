"""A report given to the user: one call for every command that writes a document."""

from collections.abc import Mapping, Sequence
from typing import Final

from tpn.cli.run import Run
from tpn.library import is_own
from tpn.model.procurement import Procurement
from tpn.reports.blocks import Block

DOCUMENTS: Final = ("table", "md", "html", "docx", "pdf")


def give_shown(run: Run, blocks: Sequence[Block], title: str, kind: str) -> None:
    """What is a table or a list of facts – a list, a comparison, a history – by the one template of all of them.

    On a screen tpn's own template says these blocks and no more, so that they need not be filled in and read back.
    """
    screen = kind == DOCUMENTS[0]
    if screen and not is_own("reports/shown.md.j2", run.words.folder):
        run.show(blocks)
        return
    from tpn.reports.small_text import shown_facts

    give(run, "shown", shown_facts(blocks, screen=screen), title, kind=kind)


def give(
    run: Run,
    template: str,
    facts: Mapping[str, object],
    title: str,
    pictures: Mapping[str, str] | None = None,
    *,
    kind: str | None = None,
    deal: Procurement | None = None,
) -> None:
    """Write the report of ``templates/reports/<template>.md.j2`` in the format that was asked for.

    A template that is not a report says its folder: ``documents/final-report``.

    ``facts`` are what the template may use; ``pictures`` are SVG by the names that the template uses. A command with
    formats of its own asks ``run.format("table", "json", *DOCUMENTS[1:])`` first and hands the answer on as ``kind``.
    ``deal`` is the procurement that the document is about.

    Raises:
        Stop: the project's own template has a fault, or the format needs a file (exit code 2).
    """
    from tpn.actions.session_paper import PaperFacts, session_paper
    from tpn.reports.writing import written

    asked = kind or run.format(*DOCUMENTS)
    if asked in {"docx", "pdf"} and run.output is None:
        run.stop("needs-output")
    # some questions need no project, and some screens are of what is wrong with one
    needs = run.words.folder and not (asked == "table" and run.loaded.faulty)
    said = PaperFacts(template, facts, title, pictures, deal)
    paper = session_paper(run, said, run.project if needs else None, kind=asked)
    result = written(paper, asked, run.words, display=run.display)
    if isinstance(result, bytes):
        run.deliver(result)
    else:
        run.out(result)
