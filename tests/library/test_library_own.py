"""A municipality's own content that is not whole: told with its file and line, whoever reads it."""

from pathlib import Path

import pytest

from tests.conftest import ROOT, Tpn


def own(folder: Path, name: str, text: str) -> None:
    path = folder / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


@pytest.mark.parametrize(
    ("name", "text", "line", "slug"),
    [
        ("catalogue/steps.yaml", "actors: {}\nsystems: {}\n", ["choose"], "missing-key"),
        ("catalogue/steps.yaml", "a: 1\n", ["process", "barnehage", "--propose"], "missing-key"),
        ("catalogue/steps.yaml", "actors: nei\nsystems: {}\nsteps: {}\n", ["process", "sfo"], "not-a-mapping"),
        ("catalogue/services/byggesak.yaml", "name: Byggesak\n", ["choose"], "missing-key"),
        ("catalogue/requirements.yaml", "requirements: {}\n", ["process", "barnehage", "--propose"], "not-a-list"),
    ],
)  # fmt: skip
def test_what_own_content_lacks_is_told_with_its_file(
    tpn: Tpn, halden: Path, name: str, text: str, line: list[str], slug: str
) -> None:
    own(halden, name, text)
    ended = tpn(*line, "-p", halden)
    assert ended.code == 1
    assert Path(name).name in ended.err
    assert f"[{slug}]" in ended.err


def test_an_own_template_without_a_part_that_others_take_from_it_is_told(tpn: Tpn, halden: Path) -> None:
    own(halden, "reports/facts.md.j2", "Ingenting\n")
    ended = tpn("launch", "barnehage", "-p", halden)
    assert ended.code == 1
    assert "feil: malen mangler «doubts»" in ended.err


def test_a_copy_of_tpns_own_content_is_read_as_before(tpn: Tpn, halden: Path) -> None:
    line = ("process", "barnehage", "--propose", "-p", halden)
    before = tpn(*line).out
    for name in ("catalogue/steps.yaml", "catalogue/requirements.yaml"):
        own(halden, name, (ROOT / "templates" / name).read_text("utf-8"))
    assert tpn(*line).out == before
