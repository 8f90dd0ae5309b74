"""Problems on a screen: equal ones as one, each with the line of the file it stands on."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tpn.problems import Problem
from tpn.reports.blocks import Told
from tpn.reports.problem_blocks import BESIDE, problem_block
from tpn.source.files import file_bytes
from tpn.texts import Words
from tpn.texts.problems import gathered

MOST_PLACES = 8
"""So many places of one fault are told, where not all are asked for."""


def problem_blocks(
    problems: Sequence[Problem],
    words: Words,
    texts: Mapping[str, str],
    *,
    width: int | None = None,
    most: int | None = MOST_PLACES,
) -> Iterator[Told]:
    """Problems with the lines they stand on; equal ones as one, with so many of their places.

    Args:
        problems: what is told.
        words: the language it is told in.
        texts: the files that have been read already, by their names; any other is read when a problem stands in it.
        width: the columns there are; None where there is no limit.
        most: the places of one fault; None for all of them.
    """
    known: dict[str, list[str]] = {}

    def lines(file: str) -> list[str]:
        if file not in known:
            # only a line feed ends a line of YAML; other characters that look like ends are faults to be shown
            known[file] = (texts.get(file) or _text(file)).split("\n")
        return known[file]

    room = width - BESIDE if width else None
    return (problem_block(one, words) for one in gathered(problems, words, lines, room, most=most))


def _text(file: str) -> str:
    try:
        return file_bytes(Path(file)).decode("utf-8", "replace").replace("\r\n", "\n")
    except OSError:
        return ""


def summary(problems: Sequence[Problem], words: Words) -> str:
    """The closing line: «2 feil og 1 advarsel i 2 filer»; «2 feil» where none of them is of a file."""
    files = {getattr(problem.place, "file", None) for problem in problems} - {None}
    counts = [
        words.count(f"common.{level}s", number)
        for level in ("error", "warning", "advice")
        if (number := sum(problem.level == level for problem in problems))
    ]
    joined = words("common.and", first=", ".join(counts[:-1]), last=counts[-1]) if counts[1:] else counts[0]
    return words.count("common.in_files", len(files), what=joined) if files else f"{joined}."
