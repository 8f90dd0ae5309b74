"""A report given to the user: one call for every command that writes a document."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tpn.cli.run import Run
    from tpn.model.procurement import Procurement

DOCUMENTS: Final = ("table", "md", "html", "docx", "pdf")


def give(
    run: "Run",
    template: str,
    facts: Mapping[str, object],
    title: str,
    pictures: Mapping[str, str] | None = None,
    *,
    kind: str | None = None,
    deal: "Procurement | None" = None,
) -> None:
    """Write the report of ``templates/reports/<template>.md.j2`` in the format that was asked for.

    A template that is not a report says its folder: ``documents/final-report``.

    ``facts`` are what the template may use; ``pictures`` are SVG by the names that the template uses. A command with
    formats of its own asks ``run.format("table", "json", *DOCUMENTS[1:])`` first and hands the answer on as ``kind``.
    ``deal`` is the procurement that the document is about.

    Raises:
        Stop: the project's own template has a fault, or the format needs a file (exit code 2).
    """
    from tpn.reports.writing import paper_of, written
    from tpn.views.access import exempt_by

    asked = kind or run.format(*DOCUMENTS)
    if asked in {"docx", "pdf"} and run.output is None:
        run.stop("needs-output")
    # some questions need no project, and some screens are of what is wrong with one
    needs = run.words.folder and not (asked == "table" and run.loaded.faulty)
    about = run.project.about if needs else None
    lead = run.project.person.get(about.lead or "") if about else None
    section = exempt_by(
        template.rpartition("/")[2], run.project if about else None, run.today, run.words.folder, deal
    )
    paper = paper_of(
        template, facts, run.words, title=title, made=run.today, pictures=pictures,
        unit=about.municipality.name if about and about.municipality else "", author=lead.name if lead else "",
    )  # fmt: skip
    access = run.words("document.access.exempt" if section else "document.access.public", section=section)
    result = written(replace(paper, access=access), asked, run.words, display=run.display)
    if isinstance(result, bytes):
        run.deliver(result)
    else:
        run.out(result)
