"""``tpn menu [FILE …]``: a start without a command line."""

from pathlib import Path

from tpn.actions.recent_projects import recent_projects
from tpn.cli.menu import StartMenu
from tpn.cli.run import Run


def perform(run: Run, *, files: list[Path] | None) -> None:
    """The projects used last, and what a project lead does in them; files are read in."""
    if run.format("table", "json") == "json":
        projects = [
            {"folder": str(one.folder), "name": one.name, "opened": one.opened} for one in recent_projects()
        ]
        run.json({"format": 1, "projects": projects})
    elif files:
        StartMenu(run).read_in(files)
    else:
        StartMenu(run).hold()
