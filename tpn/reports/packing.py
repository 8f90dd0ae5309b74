"""Office packages packed so that the same parts give the same bytes: no clock of the machine in them."""

import io
import re
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_EPOCH = (1980, 1, 1, 0, 0, 0)
_WHEN = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def packed(data: bytes) -> bytes:
    """The same package with every part dated alike, the workbook inside a chart too."""
    made = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = ZipInfo(name, _EPOCH)
            part.compress_type = ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            held = old.read(name)
            new.writestr(part, _undated(held) if name.endswith(".xlsx") else held)
    return made.getvalue()


def _undated(workbook: bytes) -> bytes:
    """The figures of a chart, without the moment in which the library wrote them."""
    made = io.BytesIO()
    with ZipFile(io.BytesIO(workbook)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            held = old.read(name)
            if name == "docProps/core.xml":
                held = _WHEN.sub(rb"\g<1>1980-01-01T00:00:00Z", held)
            new.writestr(ZipInfo(name, _EPOCH), held)
    return packed(made.getvalue())


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Files in one zip, by their names; the same files give the same bytes."""
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in sorted(files):
            part = ZipInfo(name, _EPOCH)
            part.compress_type = ZIP_DEFLATED
            part.external_attr = 0o644 << 16
            part.create_system = 3  # else the system that it is made on stands in it
            new.writestr(part, files[name])
    return made.getvalue()
