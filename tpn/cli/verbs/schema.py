"""``tpn schema``: the JSON Schema of the project files, for editors."""

from tpn.cli.run import Run
from tpn.exchange.schema import as_text


def perform(run: Run) -> None:
    """JSON Schema of the project files."""
    run.format("json")
    run.out(as_text(run.words))
