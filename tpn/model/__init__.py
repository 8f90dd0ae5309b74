"""What a project is: the classes of the format, how a folder becomes a project, and what is wrong with it.

Knows neither today's date, nor languages, nor formats other than the project's own.
"""

from tpn.model.findings import Finding, Route
from tpn.model.index import Entry, Index, index
from tpn.model.load import FORMAT, MARKER, Loaded, find_project, load, load_read
from tpn.model.project import SECTIONS, Project

__all__ = [
    "FORMAT",
    "MARKER",
    "SECTIONS",
    "Entry",
    "Finding",
    "Index",
    "Loaded",
    "Project",
    "Route",
    "find_project",
    "index",
    "load",
    "load_read",
]
