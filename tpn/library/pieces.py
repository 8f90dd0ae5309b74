"""Find a piece of content, read it, and say where it comes from."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from tpn.library.own import asked, must_have_shape
from tpn.problems import FilePlace, Problem, Stop
from tpn.source import Document, Route, TextFile, parse, read_file
from tpn.source.clean import cleaned_value, may_be_odd
from tpn.source.inside import is_plain, leads_out

Origin = Literal["tpn", "project"]

MOST_LETTERS = 2_000_000
"""In one piece of content: words, texts, a style, a checklist. The largest of tpn's own is a tenth of it."""


class Piece(NamedTuple):
    """One piece of content: ``kind/name``, where it lies and whose it is."""

    kind: str
    name: str
    path: Path
    origin: Origin


@cache
def data_dir(name: str) -> Path:
    """The folder ``templates`` or ``examples``: inside an installed wheel, beside the package in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "_data" / name
    return inside if inside.is_dir() else package.parent / name


def _layers(folder: Path | None) -> list[tuple[Origin, Path]]:
    """Where content is looked for, the winner first."""
    tpn: list[tuple[Origin, Path]] = [("tpn", data_dir("templates"))]
    return [("project", folder / "templates"), *tpn] if folder else tpn


def find(relative: str, folder: Path | None = None) -> Path | None:
    """The file that ``relative`` (``sheets/halden.yaml``) means for the project in ``folder``."""
    return next((path for origin, root in _layers(folder) if (path := _piece(origin, root, relative))), None)


def _piece(origin: Origin, root: Path, relative: str) -> Path | None:
    """The file of a piece in one layer; what leads out of it by its name is in none.

    Raises:
        Stop: a link in the project's own templates leads out of them.
    """
    path = root / relative
    if not is_plain(relative) or not path.is_file():
        return None
    if origin == "project" and leads_out(root, path):
        raise Stop(Problem("link-leads-out", FilePlace(path.as_posix())))
    return path


def is_own(relative: str, folder: Path | None) -> bool:
    """Whether it is the municipality's own piece that ``relative`` means for the project in ``folder``."""
    return folder is not None and find(relative, folder) != data_dir("templates") / relative


def load(relative: str, folder: Path | None = None) -> Any:
    """The value of a piece, with what it ``extends`` filled in.

    Raises:
        Stop: there is no such piece, it cannot be read, or it extends itself; the municipality's own has another
            shape than tpn's. What its own lacks is told when it is asked for.
    """
    documents = chain(relative, folder)
    value = filled_in(documents)
    if not is_own(relative, folder):
        return value
    if (ours := data_dir("templates") / relative).is_file():
        must_have_shape(_document(ours).value, value, documents[0])
    return asked(value, documents[0])


def chain(relative: str, folder: Path | None = None) -> tuple[Document, ...]:
    """A piece and what it ``extends``, one after the other; the first has the last word.

    Raises:
        Stop: there is no such piece, it cannot be read, or it extends itself.
    """
    return tuple(_chain(relative, _layers(folder), ()))


def filled_in(documents: Sequence[Document]) -> Any:
    """The value of a piece with what it extends."""
    value: Any = None
    for document in reversed(documents):
        own = document.value
        if isinstance(own, dict):
            own = {key: item for key, item in own.items() if key != "extends"}
        value = own if value is None else _merged(value, own)
    return value


def overlaid(relative: str, folder: Path | None = None) -> Any:
    """The value of tpn's own piece with the project's laid over it, key by key: how texts are read."""
    value: Any = {}
    for origin, root in reversed(_layers(folder)):
        if path := _piece(origin, root, relative):
            document = _document(path)
            if origin == "project" and (wrong := tuple(_misfits(value, document.value, ()))):
                raise Stop(
                    [Problem(slug, document.place(route), {"key": str(route[-1])}) for slug, route in wrong]
                )
            value = _merged(value, document.value)
    return value


def _misfits(base: Any, over: Any, route: Route) -> Iterator[tuple[str, Route]]:
    """Where a project's own piece has another kind of value than tpn's, which nobody could read then."""
    if isinstance(base, dict) and isinstance(over, dict):
        for key in over.keys() & base.keys():
            yield from _misfits(base[key], over[key], (*route, key))
    elif isinstance(base, dict) and route:
        yield "not-a-mapping", route
    elif isinstance(base, str) and not isinstance(over, str):
        yield "not-a-text", route


def _chain(relative: str, layers: list[tuple[Origin, Path]], seen: tuple[Path, ...]) -> Iterator[Document]:
    for number, (origin, root) in enumerate(layers):
        path = _piece(origin, root, relative)
        if path is None or path in seen:
            continue
        document = _document(path)
        yield document
        base = document.value.get("extends") if isinstance(document.value, dict) else None
        if isinstance(base, str):
            below = f"{Path(relative).parent.as_posix()}/{base}.yaml"
            # a municipality's own «halden» that extends «halden» means tpn's
            yield from _chain(below, layers[number + 1 :] if below == relative else layers, (*seen, path))
        return
    raise Stop(Problem("no-such-content", FilePlace(relative), {"name": relative}))


def _document(path: Path) -> Document:
    file = read_file(path)
    if not isinstance(file, TextFile):
        raise Stop(file)
    if len(file.text) > MOST_LETTERS:
        facts = {"megabytes": round(len(file.text) / 1e6), "limit": round(MOST_LETTERS / 1e6)}
        raise Stop(Problem("file-too-large", FilePlace(path.as_posix()), facts))
    document = parse(file.text, str(path))
    if document.problems:
        raise Stop(document.problems)
    if may_be_odd(iter((file.text,))):
        return replace(document, value=cleaned_value(document.value)[0])
    return document


def _merged(base: Any, over: Any) -> Any:
    """Mappings key by key; anything else is replaced."""
    if isinstance(base, dict) and isinstance(over, dict):
        return {**base, **{key: _merged(base.get(key), item) for key, item in over.items()}}
    return over


def pieces(kind: str = "", folder: Path | None = None) -> Iterator[Piece]:
    """All content, or that of one kind (``sheets``); a project's own piece hides tpn's of the same name."""
    seen: set[str] = set()
    for origin, root in _layers(folder):
        for path in sorted((root / kind).rglob("*")) if (root / kind).is_dir() else ():
            relative = path.relative_to(root)
            if path.is_file() and relative.as_posix() not in seen and not path.name.startswith("."):
                seen.add(relative.as_posix())
                top, *rest = relative.with_suffix("").parts
                yield Piece(top, "/".join(rest), path, origin)
