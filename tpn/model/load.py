"""A project folder becomes a project, or everything that is wrong with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from tpn.model.decimals import may_divide, points_before_three
from tpn.model.ended import standing, standing_index
from tpn.model.findings import Finding, Route
from tpn.model.index import Index, index
from tpn.model.project import SECTIONS, Project
from tpn.model.references import check_references
from tpn.model.sections import gather
from tpn.model.sense import check_sense
from tpn.model.shape import read_shape
from tpn.problems import FilePlace, Place, Problem, Stop, TextPlace
from tpn.source import Document, Folder, TextFile, parse, read_folder
from tpn.source.clean import cleaned_value, may_be_odd
from tpn.source.routes import NOTHING, value_at

FORMAT = 1
MARKER = "project.yaml"


@dataclass(frozen=True, eq=False, repr=False)
class Loaded:
    """What a folder holds: the project when its shape is right, and all that is wrong.

    ``files`` and ``documents`` go by file name; ``home`` says in which file each section stands.
    """

    folder: Path
    project: Project | None
    problems: tuple[Problem, ...]
    files: Mapping[str, TextFile]
    documents: Mapping[str, Document]
    home: Mapping[str, str]
    value: Mapping[str, Any]

    @cached_property
    def remaining(self) -> Project:
        """The project without what has ended."""
        return standing(self.sound())

    @cached_property
    def standing(self) -> Index:
        """Every record that stands in its place: without what has ended."""
        return standing_index(self.index, self.sound())

    @property
    def index(self) -> Index:
        """All records by id, address and place, as far as the project can be read."""
        return index(self.project or self.sound())

    @property
    def unread(self) -> tuple[Problem, ...]:
        """Why a file could not be read: what stands in it may be what somebody asks for."""
        found = (problem for document in self.documents.values() for problem in document.problems)
        return tuple(problem for problem in found if problem.level == "error")

    @property
    def faulty(self) -> bool:
        """Whether anything is an error; warnings do not count."""
        return any(problem.level == "error" for problem in self.problems)

    def sound(self) -> Project:
        """The project, where no error stands in the way.

        Raises:
            Stop: the problems, exit code 1.
        """
        if self.project is None or self.faulty:
            raise Stop(self.problems)
        return self.project

    def place(self, route: Route, *, at_key: bool = False) -> Place:
        """Where in the files a route leads."""
        name = self.home.get(str(route[0])) if route else None
        if name is None:
            return TextPlace(next(iter(self.documents), MARKER), 1)
        return self.documents[name].place(route, key=at_key)

    def problem(self, finding: Finding) -> Problem:
        """A finding with its place; a fact that is a route becomes ``file:line``."""
        facts = {name: self._fact(value) for name, value in finding.facts.items()}
        return Problem(finding.slug, self.place(finding.route, at_key=finding.at_key), facts)

    def _fact(self, value: object) -> object:
        # the kinds of a meeting begin with a word that is a section too: a route leads to something
        is_route = isinstance(value, tuple) and len(value) > 1 and value[0] in SECTIONS
        if isinstance(value, tuple) and is_route and value_at(self.value, value, NOTHING) is not NOTHING:
            place = self.place(value)
            return f"{place.file}:{place.line}" if isinstance(place, TextPlace) else place.file
        return value


def find_project(start: Path) -> Path | None:
    """The folder with a ``project.yaml``: this one or the nearest above it."""
    for folder in (start, *start.absolute().parents):
        if (folder / MARKER).is_file():
            return folder
    return None


def load(folder: Path) -> Loaded:
    """Read a project folder. Never changes a file.

    Raises:
        Stop: there is no project in the folder (exit code 2).
    """
    if not (folder / MARKER).exists():
        raise Stop(Problem("not-a-project", FilePlace(str(folder)), {"folder": str(folder)}), 2)
    return load_read(folder, read_folder(folder))


def load_read(folder: Path, read: Folder) -> Loaded:
    """The same from files that are already read."""
    documents = {file.name: parse(file.text, file.name) for file in read.files}
    sections = gather(read.files, documents)
    problems = [*read.problems, *sections.problems]
    for name in sections.used:
        problems.extend(documents[name].problems)
    bare = Loaded(
        folder,
        None,
        tuple(problems),
        {file.name: file for file in read.files},
        documents,
        sections.home,
        sections.value,
    )
    if stop := _format(bare):
        return _replaced(bare, None, stop)
    texts = tuple((file.path.name, file.text) for file in read.files)
    project, findings = _understood(
        _ProjectTexts(
            texts, broken=any(problem.level == "error" for problem in problems), value=sections.value
        )
    )
    return _replaced(bare, project, map(bare.problem, findings))


@dataclass(frozen=True)
class _ProjectTexts:
    """What the files of a project say: its texts by file name, and the ``value`` of its sections, which follows.

    ``broken``: whether something of it could not be read.
    """

    texts: tuple[tuple[str, str], ...]
    broken: bool
    value: Mapping[str, Any] = field(compare=False)


@lru_cache(maxsize=6)
def _understood(said: _ProjectTexts) -> tuple[Project | None, tuple[Finding, ...]]:
    """The project and what is wrong with it: shape first; what compares two things only when shape holds.

    Both follow from the texts alone, whichever folder they lie in, and are not worked out again for texts that were
    just read: a write is proved on the project that is shown after it.
    """
    value, found = said.value, list[Finding]()
    if may_be_odd(text for _, text in said.texts):
        value, dirty = cleaned_value(value)
        found += (Finding("text-cleaned", route) for route in dirty)
    project, findings = read_shape(value)
    # a section that could not be read is not also missing
    found += (finding for finding in findings if not (said.broken and finding.route == ("project",)))
    if project is None:
        return None, tuple(found)
    everything = index(project)
    found += check_sense(everything)
    if may_divide(text for _, text in said.texts):
        found += points_before_three(Project, said.value)
    if not said.broken:  # a name may stand in the file that could not be read
        found += check_references(project, everything)
    return project, tuple(found)


def _replaced(bare: Loaded, project: Project | None, more: Iterable[Problem]) -> Loaded:
    problems = tuple(sorted([*bare.problems, *more], key=_reading_order))
    return Loaded(bare.folder, project, problems, bare.files, bare.documents, bare.home, bare.value)


def _reading_order(problem: Problem) -> tuple[bool, str, int, int]:
    place = problem.place
    if isinstance(place, TextPlace):
        return problem.level != "error", place.file, place.line, place.column
    return problem.level != "error", place.file if place else "", 0, 0


def _format(bare: Loaded) -> list[Problem]:
    """A format that is newer than this program is refused before anything else is said."""
    about = bare.value.get("project")
    version = about.get("format") if isinstance(about, dict) else None
    if isinstance(version, int) and not isinstance(version, bool) and version > FORMAT:
        facts = {"format": version, "known": FORMAT}
        return [bare.problem(Finding("format-newer", ("project", "format"), facts))]
    return []
