"""``tpn archive [GATE|MONTH] -o FILE.zip``: the papers of a gate or a month, to be kept without tpn."""

from pathlib import Path

from tpn.actions.make_archive import archive_of, archived, as_json, journal, journal_facts, with_sent
from tpn.cli.documents import give
from tpn.cli.run import Run


def perform(run: Run, *, names: list[str] | None, papers: list[Path] | None) -> None:
    """The journal of the papers; with ``-o`` they are packed. Without a name: this month."""
    kind = run.format("table", "json", "zip")
    subject = archive_of(run, " ".join(names) if names else f"{run.today:%Y-%m}")
    subject = with_sent(run, subject, papers or [])
    if kind == "zip":
        if not subject.papers:
            run.stop("nothing-to-archive", exit_code=1, of=subject.title)
        if run.output is None:
            run.stop("needs-output")
        run.deliver(archived(run, subject, run.progress))
        for one in subject.lacking:
            run.tell(one)
    elif kind == "json":
        run.json(as_json(subject))
    else:
        said = journal_facts(run, subject, journal(subject))
        give(run, said.template, said.facts, said.title, kind=kind)
