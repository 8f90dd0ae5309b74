"""A new project that is copied from an example is that example, whole."""

from pathlib import Path

import pytest

from tests.conftest import ROOT, Tpn

OF_THE_COPY = {"history/.outputs", "history/.lock", "history/.gitignore", "history/.gitattributes"}
"""What a copy remembers for itself."""


def files(folder: Path) -> dict[str, bytes]:
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if name not in OF_THE_COPY}


@pytest.mark.parametrize("example", ["halden", "sandnes"])
def test_a_copy_of_an_example_has_every_file_of_it_and_nothing_is_wrong_with_it(
    tpn: Tpn, tmp_path: Path, example: str
) -> None:
    copy = tmp_path / "øving"
    assert tpn("init", copy, "--from", example).code == 0
    assert files(copy) == files(ROOT / "examples" / example)
    said = tpn("check", "-p", copy)
    assert (said.code, "[report-changed]" in said.out + said.err) == (0, False)
