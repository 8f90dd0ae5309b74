"""A folder from a stranger, with one strange thing in it: a sentence or nothing, in time, and nothing else is touched.

    python -m tests.rounds.strange --tries 2000 --seed 1

A value of the plan gets another one (of another type, without end, a day at the end of all days, a name that refers to
itself), or the folder gets files with names that no system agrees about, thousands of files, links that lead out or in
circles, YAML that is a bomb, a template that calls itself, a logo that asks for other files. Then any verb is run.
"""

import random
import re
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from tests.cli.test_cli_writes import LINES
from tests.rounds.forged import beside, in_time, laid_out
from tests.rounds.processes import ROOT
from tests.rounds.tally import Round, by_hand
from tests.rounds.wrong_use import CRASHED

PATIENCE = 20.0
"""Seconds of the processor that no verb may take over so small a project, whatever somebody wrote in it."""

VALUES = (
    "~", "true", "-1", "0", "999999999", "1e308", "-.inf", ".nan", "0x7fffffff", "1" + "0" * 400, '""', "x", "[]",
    "{}", "[[]]",
    "[x, x]", "{a: 1}", "0001-01-01", "9999-12-31", "9999-12-30", "2026-02-30", "1000000d", "99999999999w", "K-12",
    "[K-12, K-12]", "kari", "[kari]", "kickoff", "barnehage", "[barnehage]", "G-01", "B-01", "M1",
    '"\\e]52;c;x\\a"', '"a\\u202eb"', '"{{ 7*7 }}"', '"{date.x}"', '"=1+1"', '"../../x"', '"/etc/passwd"',
    '"[x](file:///etc/passwd)"',
    '"<script>x</script>"', '"#read(\\"x\\")"', '"a\\nb\\n\\n# c"', "æ" * 40_000, "a " * 20_000,
    "[" * 90 + "]" * 90,
    "{from: 0001-01-01, to: 9999-12-31}", "[{from: 0001-01-01, to: 9999-12-31, name: x}]", "day", "week",
    "{every: day}",
    "!!python/object:os.system x", "&a [*a]", "*a", "<<: x", "!x y", "|\n", "? x",
)  # fmt: skip
"""What another value may be, as it stands in a file."""

_VALUE = re.compile(r"(?P<head>[a-z_]+: )(?P<value>[^\n{}\[\],#]+|\[[^\n\[\]{}]*\])(?=[\n,}]| *#)")

NAMES = (
    "a\nb.yaml", "\x1b[31m.yaml", "a\u202elmay.yaml", "a\udcffb.yaml", " .yaml", "-p.yaml", "~$1-kickoff.yaml",
    "con.yaml",
    "1-kickoff (konflikt).yaml", "æ" * 100 + ".yaml", "a\\b.yaml", "C:.yaml", "x'\"`$(id).yaml", ".yaml",
    "PROJECT.yaml",
)  # fmt: skip
FOLDERS = (
    "", "history", "history/journal", "history/rounds", "history/reports", "history/snapshots", "history/log",
    "history/proposals",
    "templates", "templates/sheets", "templates/reports", "templates/texts/nb", "templates/checklists",
    "templates/words",
)  # fmt: skip


def another_value(project: Path, chance: random.Random) -> str:
    """One value of the plan is another one."""
    path = chance.choice(sorted(project.glob("*.yaml")))
    text = path.read_text("utf-8")
    found = chance.choice(list(_VALUE.finditer(text)))
    value = chance.choice(VALUES)
    path.write_text(text[: found.start("value")] + value + text[found.end("value") :], "utf-8")
    return f"value {path.name}: {found['head']}{value[:60]!r}"


def odd_name(project: Path, chance: random.Random) -> str:
    """A file or a folder with a name that no system agrees about."""
    folder = project / chance.choice(FOLDERS)
    name = chance.choice(NAMES)
    suffix = {"journal": ".json", "rounds": ".json", "log": ".jsonl", "reports": "", "sheets": ".yaml"}.get(
        folder.name, ".yaml"
    )
    name = name.removesuffix(".yaml") + suffix
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        if chance.random() < 0.3:
            (folder / name).mkdir()
        else:
            (folder / name).write_text(chance.choice(("", "x: 1\n", "{}", "a:\n- b\n c", "\x00")), "utf-8")
    return f"name {folder.relative_to(project)}/{name[:40]!r}"


def thousands(project: Path, chance: random.Random) -> str:
    """Thousands of files where a few are looked for."""
    folder = project / chance.choice(FOLDERS)
    folder.mkdir(parents=True, exist_ok=True)
    form, text = chance.choice(
        (
            ("x{:05}.yaml", "x: 1\n"),
            ("{:06}.done.json", "{}"),
            ("{:05}.json", "{}"),
            ("{:03}-2026-01-01-abcd", ""),
        )
    )
    for number in range(3000):
        (folder / form.format(number)).write_text(text, "utf-8")
    return f"thousands {folder.relative_to(project)}/{form}"


def link(project: Path, chance: random.Random) -> str:
    """A link to a folder: out of the project, to the whole disk, to itself, in a circle."""
    place = project / (
        chance.choice(FOLDERS[1:])
        if chance.random() < 0.6
        else chance.choice(("lenke", "2-mer.yaml", ".git", "logo.svg"))
    )
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.exists():
        place = place / "lenke" if place.is_dir() else place.with_name("lenke.yaml")
    target = chance.choice(
        (
            project.parent / "victim",
            Path("/"),
            place,
            project,
            Path("/proc/self"),
            Path("/dev/zero"),
            Path("/dev/stdin"),
        )
    )
    with suppress(OSError):
        place.symlink_to(target)
    return f"link {place.relative_to(project)} -> {target.name or '/'}"


BOMBS = (
    "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "a: &a {b: *a}\n", "a: " + "[" * 5000, "a: " + "{b: " * 3000,
    "- " * 20_000,
    "a: !!binary x\n", "a: 1\na: 2\n" * 3000, "x: |\n" + "  a\n" * 200_000, "? " * 5000, "a: '" + "''" * 300_000,
    "\ufeff\ufeffa: 1",
    "%YAML 9.9\n---\na: 1\n...\n" * 500, "{" + ",".join(f"k{n}: {n}" for n in range(60_000)) + "}",
    "extends: x\ntabs: [{rows: x, columns: []}]\n", "extends: halden\n", "tabs: 3\n",
    "title: {nb: x, nn: x, en: x}\nextends: min\n",
)  # fmt: skip


def bomb(project: Path, chance: random.Random) -> str:
    """YAML that grows, sinks or turns in a circle, where the plan or a piece of content is looked for."""
    place = project / chance.choice((
        "2-mer.yaml", "templates/sheets/x.yaml", "templates/sheets/min.yaml", "templates/texts/nb/common.yaml",
        "templates/words/health.yaml",
        "templates/checklists/launch.yaml", "templates/profiles/x.yaml", "templates/facts/thresholds.yaml",
        "templates/agendas/kickoff.yaml",
        "templates/documents/x.yaml", "templates/catalogue/x.yaml", "history/snapshots/2026-01-01-x.yaml",
        "logs.yaml",
    ))  # fmt: skip
    place.parent.mkdir(parents=True, exist_ok=True)
    number = chance.randrange(len(BOMBS))
    place.write_text(BOMBS[number], "utf-8")
    return f"bomb {place.relative_to(project)} {number}"


JINJA = (
    "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", "{{ 'a' * 10**9 }}",
    "{% for a in range(10**9) %}{% endfor %}",
    "{{ " + "(" * 2000 + "1" + ")" * 2000 + " }}", "{{ 10 ** 10 ** 8 }}", "{% extends 'agenda.md.j2' %}",
    "{% include 'x' %}",
    "{{ ''.__class__ }}", "{{ t.__init__.__globals__ }}", "{{ cycler }}{{ joiner }}{{ namespace() }}",
    "{{ '%999999999d' % 1 }}",
    "{{ 'x'.format }}{{ '{:>999999999}'.format(1) }}", "{{ x.y.z }}", "{% if %}", "{{ 'a'|center(10**9) }}",
    "{{ [1]|batch(10**9, 0)|list }}",
    "{% set x = ['a' * 10000] %}{% for i in range(5000) %}{% set _ = x.append(x[0]) %}{% endfor %}{{ x|join }}",
    "{{ 'a'|indent(10**9, true) }}", "{{ 'a b'|wordwrap(0) }}", "{{ range(10)|random }}", "\x1b[31m", "{% raw %}",
    "{{ 1/0 }}", "{{ {}['a'] }}",
)  # fmt: skip


def template(project: Path, chance: random.Random) -> str:
    """A template of the folder's own that calls itself, grows or asks for what it is not handed."""
    own = sorted((ROOT / "templates" / "reports").glob("*.j2"))
    path = chance.choice(own)
    number = chance.randrange(len(JINJA))
    place = project / "templates" / "reports" / path.name
    place.parent.mkdir(parents=True, exist_ok=True)
    text = path.read_text("utf-8")
    place.write_text(JINJA[number] + text if chance.random() < 0.5 else JINJA[number], "utf-8")
    return f"template {path.name} {number}"


SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">{}</svg>'
LOGOS = (
    '<script>x</script><image href="../../../../etc/passwd" width="9" height="9"/>',
    '<use href="#a"/><g id="a"><use href="#a"/></g>',
    '<image xlink:href="file:///dev/zero" width="9" height="9"/>', '<image href="logo.svg" width="9" height="9"/>',
    "<g>" * 20_000,
    ('<pattern id="a" width="1" height="1"><rect fill="url(#a)" width="9" height="9"/></pattern>'
    '<rect fill="url(#a)" width="9" height="9"/>'),
    ('<rect width="1e30" height="1e30"/><filter id="f"><feGaussianBlur stdDeviation="1e9"/></filter>'
    '<rect filter="url(#f)" width="9" height="9"/>'),
)  # fmt: skip


def logo(project: Path, chance: random.Random) -> str:
    """Looks of the PDF with a picture that asks for more."""
    place = project / "templates" / "reports"
    place.mkdir(parents=True, exist_ok=True)
    number = chance.randrange(len(LOGOS))
    (place / "logo.svg").write_text(SVG.format(LOGOS[number]), "utf-8")
    looks = (ROOT / "templates" / "reports" / "paper.typ").read_text("utf-8")
    (place / "paper.typ").write_text(looks + '\n#image("logo.svg", alt: "logo")\n', "utf-8")
    return f"logo {number}"


KINDS: tuple[tuple[float, Callable[[Path, random.Random], str]], ...] = (
    (0.5, another_value), (0.1, odd_name), (0.04, thousands), (0.1, link), (0.12, bomb), (0.1, template),
    (0.04, logo),
)  # fmt: skip


def line_of(home: Path, chance: random.Random, made: str) -> str:
    """Any line of any verb; where looks or a template were laid, one that could use them."""
    verb = chance.choice(sorted(LINES))
    line = chance.choice(LINES[verb])
    if made.startswith("logo"):
        line = chance.choice(("status -o {out}.pdf", "agenda kickoff -o {out}.pdf"))
    elif made.startswith("template"):
        stem = made.split()[1].partition(".")[0].partition("-")[0]
        own = [one for one in LINES.get(stem, ()) if "--write" not in one] or list(LINES[verb])
        line = chance.choice([*own, *(f"{one} -o {{out}}.html" for one in own if "-o" not in one)])
    places = {
        "new": "nytt",
        "out": "ut",
        "sheet": "../retur.xlsx",
        "table": "../retur.xlsx",
        "bpmn": "x.bpmn",
        "book": "../retur.xlsx",
    }
    return line.format(**{name: str(home / one) for name, one in places.items()})


def rounds(seed: int) -> Iterator[Round]:
    """One strange folder after the other, without end; each is its own seed, so that one can be run alone."""
    with tempfile.TemporaryDirectory(prefix="strange-") as name:
        while True:
            yield tried(Path(name), seed)
            seed += 1


def tried(home: Path, seed: int) -> Round:
    """One strange thing and one verb; what is wrong with what it said and did."""
    chance = random.Random(seed)  # noqa: S311
    laid_out(home)
    make = chance.choices([make for _, make in KINDS], [weight for weight, _ in KINDS])[0]
    made = make(home / "halden", chance)
    line = line_of(home, chance, made)
    begun = time.process_time()
    code, out, err = in_time([*line.split(), "--today", "2026-10-05"], home)
    spent = time.process_time() - begun
    wrong = [err[-1500:]] if code == CRASHED or "Traceback" in out + err else []
    wrong += [f"ended with {code}"] if code not in {0, 1, 2, 3, 130, CRASHED} else []
    wrong += ["refused without a word"] if code in {1, 2} and not (out + err).strip() else []
    wrong += (
        ["a control character on the screen"]
        if re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e]", out + err)
        else []
    )
    wrong += ["what lies beside the project has changed"] * (beside(home) != b"precious")
    wrong += [f"{spent:.0f} seconds of the processor"] if spent > PATIENCE else []
    kind = Counter({made.partition(" ")[0]: 1})
    return Round(1, kind, [f"seed {seed}: {made}; {line}: {one}" for one in wrong])


if __name__ == "__main__":
    by_hand("strange folders", rounds, 2000)
