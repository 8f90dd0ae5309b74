"""The options that every command has, wherever they stand on the line."""

from collections.abc import Sequence

WITH_VALUE = {
    "-p": "project", "--project": "project", "--today": "today", "--lang": "lang",
    "--format": "format", "-o": "output", "--output": "output",
}  # fmt: skip
FLAGS = {
    "--json": ("format", "json"), "--preview": ("preview", "yes"), "--force": ("force", "yes"),
    "--no-pager": ("no_pager", "yes"),
}  # fmt: skip


class Common:
    """What was said for every command; ``lacking`` is an option whose value is missing.

    ``projects`` are the folders that were named: a command is about one of them.
    """

    def __init__(self) -> None:
        self.values: dict[str, str] = {}
        self.lacking: str | None = None
        self.projects: list[str] = []


def split(arguments: Sequence[str]) -> tuple[Common, list[str]]:
    """Take the common options out of a line; the rest begins with the verb. Nothing is taken after ``--``."""
    common, rest = Common(), []
    waiting = iter(arguments)
    for word in waiting:
        name, equals, value = word.partition("=")
        if word == "--":
            rest += [word, *waiting]
        elif word in FLAGS:
            key, value = FLAGS[word]
            common.values[key] = value
        elif name in WITH_VALUE and (equals or name == word):
            said = value if equals else next(waiting, None)
            if said is None:
                common.lacking = name
            else:
                common.values[WITH_VALUE[name]] = said
                if WITH_VALUE[name] == "project" and said not in common.projects:
                    common.projects.append(said)
        else:
            rest.append(word)
    return common, rest
