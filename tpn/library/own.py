"""A municipality's own content: what it lacks, or has in another shape, is told with its place in the file."""

from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

from tpn.languages import LANGUAGES
from tpn.problems import Problem, Stop
from tpn.source import Document, Route

_DEEPEST = (
    2  # below this tpn's own pieces differ among themselves in shape: one text, or one for each variant
)
_LANGUAGES = frozenset(LANGUAGES)  # a municipality with one language writes the text alone


class RequiredKeys(dict[str, Any]):
    """The keys of an own piece. Who reads one that is not there stops the run, and the file is named."""

    def __init__(self, value: Mapping[str, Any], document: Document, route: Route) -> None:
        super().__init__({key: asked(item, document, (*route, key)) for key, item in value.items()})
        self.document, self.route = document, route

    def __missing__(self, key: str) -> NoReturn:
        raise Stop(Problem("missing-key", self.document.place(self.route), {"key": key}))

    def __ror__(self, other: Any) -> Any:
        return RequiredKeys({**other, **self}, self.document, self.route)


def asked(value: Any, document: Document, route: Route = ()) -> Any:
    """The value of an own piece, whose mappings tell what they lack when it is asked for."""
    if isinstance(value, dict):
        return RequiredKeys(value, document, route)
    if isinstance(value, list):
        return [asked(item, document, (*route, number)) for number, item in enumerate(value)]
    return value


def must_have_shape(ours: Any, own: Any, document: Document) -> None:
    """Make sure that an own piece has mappings and lists where tpn's piece of that name has them.

    Raises:
        Stop: it has not; nobody could read it then.
    """
    if problems := [Problem(slug, document.place(route), {"key": str(route[-1]) if route else document.file})
                    for slug, route in _other_shape(ours, own, ())]:  # fmt: skip
        raise Stop(problems)


def _other_shape(ours: Any, own: Any, route: Route) -> Iterator[tuple[str, Route]]:
    if isinstance(ours, dict) and not (isinstance(own, str) and ours.keys() <= _LANGUAGES):
        if not isinstance(own, dict):
            yield "not-a-mapping", route
        elif len(route) < _DEEPEST - 1:
            for key in ours.keys() & own.keys():
                yield from _other_shape(ours[key], own[key], (*route, key))
    elif isinstance(ours, list) and not isinstance(own, list):
        yield "not-a-list", route
