"""The sheets of others that laws are tried on: those of the suite, and a folder that cannot be given away."""

import os
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "data" / "foreign"
MORE = Path(os.environ["TPN_FOREIGN_FILES"]) if "TPN_FOREIGN_FILES" in os.environ else FOLDER
"""A folder of further files that cannot be given away; all of it is read as well."""
FILES = sorted(
    path
    for folder in {FOLDER, MORE}
    for path in folder.rglob("*")
    if path.suffix in {".csv", ".xls", ".xlsx", ".ods"}
)
