"""The child that fills in a project's own templates, one after the other: ``python -m tpn.reports.filler``.

What it needs comes from the program itself; the text, or what is wrong with the template, goes back as JSON.
"""

import json
import pickle
import sys
import traceback
from contextlib import chdir

from tpn.problems import Problem, Stop, TextPlace
from tpn.reports.fill_template import OUT_OF_BOUNDS, render
from tpn.source.child import limit_memory, limit_time, serve
from tpn.texts import Words

MEGABYTES = 700
MOST_TEXT = 20_000_000


def main() -> int:
    """Fill in and hand over till nobody asks; the exit code says what hindered it."""
    limit_memory(MEGABYTES)
    try:
        serve(_filled)
    except (MemoryError, RecursionError):
        return OUT_OF_BOUNDS
    return 0


def _filled(question: bytes) -> bytes:
    relative, facts, language, folder, benefit_word, stands, seconds = pickle.loads(question)  # noqa: S301 - our own parent's
    limit_time(seconds)
    words = Words(language, folder, benefit_word=benefit_word)
    with chdir(stands):  # the folder of the words is as the user says it
        try:
            said: dict[str, object] = {"text": render(relative, facts, words)}
        except Stop as stop:
            said = {"problems": [_as_json(problem) for problem in stop.problems]}
        except (MemoryError, RecursionError):
            raise
        except Exception:  # noqa: BLE001 - a bug of tpn's own, for whoever asked
            said = {"bug": traceback.format_exc()}
    out = json.dumps(said)
    if len(out) > MOST_TEXT:
        raise MemoryError
    return out.encode()


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
