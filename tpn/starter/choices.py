"""What somebody chooses when they start a project."""

from dataclasses import dataclass
from datetime import date

from tpn.model.choices import Language


@dataclass(frozen=True, slots=True)
class Choices:
    """The answers that a new project is laid out from.

    ``services`` are ids, short ids or names of the catalogue (``barnehageplass``, ``barnehage``), or free names.
    ``waves`` groups them as they are to be switched on; what stands in no wave follows after, two by two.
    ``owner`` and ``lead`` are names of people; without them the roles stand as placeholders.
    """

    name: str
    start: date
    language: Language = Language.NB
    municipality: str | None = None
    number: str | None = None
    services: tuple[str, ...] = ()
    waves: tuple[tuple[str, ...], ...] = ()
    owner: str | None = None
    lead: str | None = None
