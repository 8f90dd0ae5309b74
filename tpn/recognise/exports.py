"""Tables whose every column is known: the exports of programs that many use, told by their headings."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tpn.recognise.fields import KINDS, Kind, title_of
from tpn.recognise.normalise import fold, without_hints

_KNOWN_BY = 2  # headings that only this export has


@dataclass(frozen=True, slots=True)
class Export:
    """One export: its kind of table, the headings that tell it, and the field of each heading (none: kept)."""

    name: str
    kind: Kind
    known_by: frozenset[str]
    fields: Mapping[str, str | None]

    def matches(self, headings: Sequence[str], titled: Collection[str] = ()) -> int:
        """How many headings it explains; 0 where the table is not such an export.

        A heading of those that are ``titled`` and that it does not know names the records: then it is another list.
        """
        names = {spelled for heading in headings if (spelled := spelling(heading, self))}
        if any(fold(heading) in titled and not spelling(heading, self) for heading in headings):
            return 0
        named = any(self.fields.get(name) == title_of(self.kind) for name in names)
        if not named or len(names & self.known_by) < _KNOWN_BY:
            return 0
        return len(names)


def spelling(heading: str, export: Export) -> str | None:
    """The heading as the export knows it, with or without what stands in parentheses."""
    ways = (fold(heading), fold(without_hints(heading)))
    return next((way for way in ways if way in export.fields or way in export.known_by), None)


def read_exports(content: Mapping[str, object]) -> tuple[Export, ...]:
    """The exports of ``templates/words/exports.yaml``; what is not of their shape is passed over."""
    return tuple(
        made for name, said in content.items() if isinstance(said, Mapping) and (made := _export(name, said))
    )


def _export(name: str, said: Mapping[str, object]) -> Export | None:
    kind = next((kind for kind in KINDS if kind == said.get("kind")), None)
    columns = said.get("columns")
    if kind is None or not isinstance(columns, Mapping):
        return None
    fields: dict[str, str | None] = {
        fold(heading): str(field) or None
        for field, headings in columns.items()
        for heading in _listed(headings)
    }
    known = frozenset(fold(heading) for heading in _listed(said.get("known_by")))
    return Export(name, kind, known, dict.fromkeys(known - fields.keys()) | fields)


def _listed(words: object) -> Iterable[str]:
    return (str(word) for word in words) if isinstance(words, list | tuple) else ()


def export_of(
    headings: Sequence[str], exports: Iterable[Export], titled: Collection[str] = ()
) -> Export | None:
    """The export that explains most headings of a table; none where the table is none of them."""
    best = max(exports, key=lambda export: export.matches(headings, titled), default=None)
    return best if best and best.matches(headings, titled) else None
