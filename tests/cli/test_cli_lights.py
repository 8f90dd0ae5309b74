"""A light that somebody has set is told as set, with what was computed and why, wherever it is shown."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pptx import Presentation
from ruamel.yaml import YAML

from tests.cli.files_back import rows
from tests.conftest import ROOT, Tpn
from tpn.model.choices import Light
from tpn.texts import Words

EXAMPLES = {"halden": "2026-10-05", "sandnes": "2026-11-23", "untidy": "2026-11-02"}
SET = {
    "privacy": {"light": "green", "reason": "Ombudet har sett på det og er enig", "by": "prosjekteier"},
    "change": {"light": "red", "reason": "Ingen har snakket med skolene ennå", "until": "2026-12-01"},
}
"""What the untidy project lacks."""
EVERYWHERE = (
    "status --format md", "report --format md", "report --for eier --format md",
    "report --for prosjektgruppe --format md", "export -o ark.xlsx", "report -o rapport.pptx",
    "report --dashboard -o tavle.html", "report --form -o skjema.docx",
)  # fmt: skip
"""Whatever shows the lights one by one."""
ELSEWHERE = (
    "brief --format md", "gate --format md", "report --for ansatte --format md", "report --for politisk --format md",
    "agenda styring-2 --format md",
)  # fmt: skip
"""What may show them, and then tells the same."""


def made_up(folder: Path, example: str) -> Path:
    """An example as it lies; the untidy project with two lights set."""
    if example != "untidy":
        return ROOT / "examples" / example
    project = Path(shutil.copytree(ROOT / "tests" / "data" / "untidy", folder / "untidy"))
    path = project / "project.yaml"
    lights = f"project:\n  lights: {json.dumps(SET, ensure_ascii=False)}\n"
    path.write_text(path.read_text("utf-8").replace("project:\n", lights, 1), "utf-8")
    return project


def told(tpn: Tpn, seen: tuple[object, ...], line: str, folder: Path) -> list[str]:
    """The rows of a screen or a file; of slides with what is said to them."""
    words = line.split()
    if "-o" in words:
        path = folder / words[-1]
        path.unlink(missing_ok=True)
        result = tpn(*words[:-1], path, *seen)
        return [*rows(path), *_notes(path)] if result.code in (0, 1) and path.exists() else []
    result = tpn(*words, *seen)
    return result.out.splitlines() if result.code in (0, 1) else []


def _notes(path: Path) -> Iterator[str]:
    if path.suffix == ".pptx":
        slides = (slide for slide in Presentation(str(path)).slides if slide.has_notes_slide)
        yield from (line for one in slides for line in one.notes_slide.notes_text_frame.text.split("\n"))


def squeezed(text: str) -> str:
    """Letters and digits alone: no break, no escape and no quotation mark stands between what is compared."""
    return re.sub(r"\W+", "", text).lower()


@pytest.mark.sampled(every=3)
@pytest.mark.usefixtures("read_once")
@pytest.mark.parametrize("example", EXAMPLES)
def test_a_light_that_is_set_is_told_as_set_with_what_was_computed_and_why(
    tpn: Tpn, tmp_path: Path, example: str
) -> None:
    words = Words("nb")
    project = made_up(tmp_path, example)
    seen = ("-p", project, "--today", EXAMPLES[example])
    lights = json.loads(tpn("status", *seen, "--json").out)["lights"]
    typed = YAML(typ="safe").load((project / "project.yaml").read_text("utf-8"))["project"]["lights"]
    assert {one["dimension"] for one in lights if one["overruled"]} == set(typed)
    assert any(one["computed"] != one["light"] for one in lights)
    silent, shown = [], set()
    for line in EVERYWHERE + ELSEWHERE:
        page = told(tpn, seen, line, tmp_path)
        cells = {squeezed(cell) for row in page for cell in re.split(r"\||\n", row)}
        whole = squeezed(" ".join(page))
        for one in lights:
            name = squeezed(words(f"status.dimensions.{one['dimension']}"))
            if one["dimension"] not in typed or name not in cells:
                continue
            shown.add(line)
            said = typed[one["dimension"]]
            computed = squeezed(f"beregnet {words.choice(Light(one['computed']))}")
            if squeezed(said["reason"]) not in whole or computed not in whole:
                silent.append((line, one["dimension"]))
    assert silent == []
    assert shown >= set(EVERYWHERE)
