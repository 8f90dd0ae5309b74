"""The child process that fills in a project's own template: ``python -m tpn.reports.filler SECONDS``.

What it needs comes on standard input from the program itself; the text, or what is wrong with the template, goes out
on standard output as JSON.
"""

import json
import pickle
import sys

from tpn.problems import Problem, Stop, TextPlace
from tpn.reports.fill_template import OUT_OF_BOUNDS, render
from tpn.source.child import limit
from tpn.texts import Words

MEGABYTES = 700
MOST_TEXT = 20_000_000


def main() -> int:
    """Fill in and hand over; the exit code says what hindered it."""
    limit(MEGABYTES, int(sys.argv[1]) + 1)
    relative, facts, language, folder, benefit_word = pickle.loads(sys.stdin.buffer.read())  # noqa: S301 - our own parent's
    words = Words(language, folder, benefit_word=benefit_word)
    try:
        said: dict[str, object] = {"text": render(relative, facts, words)}
    except Stop as stop:
        said = {"problems": [_as_json(problem) for problem in stop.problems]}
    except (MemoryError, RecursionError):
        return OUT_OF_BOUNDS
    out = json.dumps(said)
    if len(out) > MOST_TEXT:
        return OUT_OF_BOUNDS
    sys.stdout.write(out)
    return 0


def _as_json(problem: Problem) -> tuple[str, str, int, dict[str, object]]:
    place = problem.place
    line = place.line if isinstance(place, TextPlace) else 0
    return (
        problem.slug,
        getattr(place, "file", ""),
        line,
        {key: str(value) for key, value in problem.facts.items()},
    )


if __name__ == "__main__":
    sys.exit(main())
