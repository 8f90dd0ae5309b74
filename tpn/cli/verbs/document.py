"""``tpn document KIND [NAME] -o FILE``: the documents of a project, each a template."""

from tpn.actions.make_document import document, document_kinds, document_named
from tpn.cli.documents import DOCUMENTS, give, give_shown
from tpn.cli.run import Run
from tpn.reports.blocks import Heading, Paragraph, facts, inline, quiet
from tpn.views.frozen import frozen


def perform(run: Run, *, kind: str | None, name: str | None) -> None:
    """What documents there are, or one of them."""
    if kind is None:
        _listed(run)
        return
    asked = run.format("table", "json", *DOCUMENTS[1:])
    meant = document_named(run, kind)
    made = document(run, meant, name)
    if asked == "json":
        run.json({"format": 1, "document": meant.name, "about": frozen(made.facts["about"]),
                  "project": frozen(made.facts["p"])})  # fmt: skip
        return
    give(run, f"documents/{meant.name}", made.facts, made.title, made.pictures, kind=asked)


def _listed(run: Run) -> None:
    kinds = document_kinds(run)
    asked = run.format("table", "json")
    if asked == "json":
        run.json({"format": 1, "documents": kinds})
        return
    title = run.words("documents.list")
    rows = facts([(one.title, one.sentence) for one in kinds])
    give_shown(
        run,
        [Heading(1, inline(title)), rows, Paragraph(inline(quiet(run.words("documents.how"))))],
        title,
        asked,
    )
