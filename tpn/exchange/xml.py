"""XML that others made, read with care: no document type, no entities, nothing fetched, nothing without end.

Its texts come out clean, like everything that comes in.
"""

from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from tpn.problems import FilePlace, Problem, Stop, TextPlace
from tpn.source.clean import MOST_LETTERS, cleaned

LARGEST = 20_000_000
"""Bytes; a model of a process is seldom a tenth of it."""
MOST = 200_000
"""Elements."""
DEEPEST = 100
"""Elements inside one another."""

_NO_ENTITIES = expat.XML_PARAM_ENTITY_PARSING_NEVER


class _Careful:
    """Builds the tree, and stops where a file is no honest one."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.builder = TreeBuilder()
        self.parser = expat.ParserCreate(namespace_separator="}")
        self.parser.buffer_text = True
        self.parser.SetParamEntityParsing(_NO_ENTITIES)
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._data
        self.count = self.depth = self.letters = 0

    def read(self, data: bytes) -> Element:
        """The root."""
        try:
            self.parser.Parse(data, True)  # noqa: FBT003 - expat takes no names
        except expat.ExpatError as fault:
            place = TextPlace(self.name, fault.lineno, fault.offset + 1)
            raise Stop(Problem("xml-broken", place, {"file": self.name})) from None
        except (ValueError, LookupError):  # an encoding that nobody has
            self._stop("xml-broken")
        return self.builder.close()

    def _doctype(self, *_: object) -> None:
        self._stop("xml-document-type")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        self.depth += 1
        if self.count > MOST or self.depth > DEEPEST:
            self._stop("xml-too-large")
        self.letters = 0
        if any(len(value) > MOST_LETTERS for value in attributes.values()):
            self._too_long()
        self.builder.start(_full(name), {_full(key): cleaned(value) for key, value in attributes.items()})

    def _data(self, text: str) -> None:
        self.letters += len(text)
        if self.letters > MOST_LETTERS:
            self._too_long()
        self.builder.data(cleaned(text))

    def _end(self, name: str) -> None:
        self.depth -= 1
        self.builder.end(_full(name))

    def _too_long(self) -> None:
        facts = {"file": self.name, "limit": MOST_LETTERS}
        place = TextPlace(self.name, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)
        raise Stop(Problem("xml-text-too-long", place, facts))

    def _stop(self, slug: str) -> None:
        raise Stop(Problem(slug, FilePlace(self.name), {"file": self.name}))


def read_xml(data: bytes, name: str) -> Element:
    """The root of an XML file; tags are ``{namespace}name``.

    Args:
        data: the bytes of the file.
        name: what the file is called, for messages.

    Raises:
        Stop: it is broken, too large, or has a document type (exit code 1).
    """
    if len(data) > LARGEST:
        raise Stop(Problem("xml-too-large", FilePlace(name), {"file": name}))
    return _Careful(name).read(data)


def _full(name: str) -> str:
    return "{" + name if "}" in name else name
