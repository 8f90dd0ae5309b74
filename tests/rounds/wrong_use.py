"""Every verb with wrong arguments: one clear sentence, never a traceback, and what was refused has changed nothing.

    python -m tests.rounds.wrong_use --tries 5000 --seed 1

A right line of each verb (those of ``tests/cli/test_cli_writes.py``) gets one to three slips: a word that makes no
sense in the place of another, at the end, or as the value of any of the verb's options; a word too few, a word twice.
Among the words are files that are missing, empty, damaged, of another kind, folders, pipes and devices, places that do
not exist, days that never were, numbers without end, letters that no file system takes, and what steers a terminal or
a shell.
"""

import contextlib
import csv
import io
import os
import random
import shutil
import tempfile
import traceback
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from tests.cli.test_cli_writes import LINES
from tests.rounds.processes import NOW, ROOT, quiet
from tests.rounds.tally import Round, by_hand
from tpn.cli.app import command_of, run

WORDS = (
    "", " ", "-", "--", "---", "-1", "0", "1", "-0", "9" * 40, "1e400", "nan", "inf", "-inf", "1,5", "0x10", "½", "٣",
    ".", "..", "/", "../..", "~", "C:\\x", "\\\\tjener\\del", "CON", "nul.xlsx", "a" * 300, "a/" * 200, "æøå", "å",
    "a\u0308", "\u202eabc", "\u200b", "\ufeff", "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    "\udcff", "a\udc80b", "\x1b[31m", "a\nb", "a\tb", "\x00", "[", "(", ")", "*", "?", "%s", "%(x)s", "{x}", "{}",
    "{0.x}", "{{ 7*7 }}", "{% for", "=1+1", "@x", "+cmd|' /C calc'!A0", "'; rm -rf", "$(id)", "&&", "!!python/object",
    "&a", "*a", "K-12", "k-12", "K-999", "K-12,K-13", "K-12/", "/K-12", "K-12//x", "K-12/note", "kickoff/K-C01",
    "kickoff/", "Kari", "kari", "kari kari", "styringsgruppen", "barnehage", "alle", "project", "G-01/measurements/0",
    "I-02/actions/99", "31.02.2026", "00.00.0000", "99.99.9999", "uke 54", "uke 0", "uke", "2026-W54", "2026-13-45",
    "01.01.0001", "31.12.9999", "01.01.10000", "i går", "i morgen", "nå", "snart", "05.10.2026", "2026", "-3 uker",
    "+5d", "frist=", "=frist", "frist", "frist=snart", "tittel=", "id=K-13", "id=", "ansvarlig=ingen", "etter=K-12",
    "prosent=101", "prosent=-1", "status=ferdig", "svar=ja", "tull=ball", "due=31.12.9999", "start=01.01.0001",
    "varighet=99999999", "varighet=0", "varighet=-3", "merknad==", "a=b=c", "person", "risiko", "service", "møte",
    "tull", "md", "xlsx", "docx", "html", "json", "tull.tull", "a.exe", "halden", "nb", "en", "fr", "B-01", "B-99",
    "MO-05", "MO-99",
)  # fmt: skip
"""What people and others type; those of ``FILES`` come on top."""

GLOBALS = {
    "--lang": True, "--today": True, "--format": True, "-o": True, "-p": True, "--json": False, "--preview": False,
    "--force": False, "--write": False, "--no-pager": False,
}  # fmt: skip
"""Options of every verb, and whether they take a value."""


@cache
def _standing() -> Path:
    """A project with a round that is out and something to take back, and beside it files that could be meant."""
    home = Path(tempfile.mkdtemp(prefix="wrong-use-"))
    project = Path(shutil.copytree(ROOT / "examples" / "halden", home / "halden"))
    said = ("-p", str(project), "--today", "2026-10-05")
    quiet("set", "K-12", "frist=16.10.2026", *said)
    quiet("export", "-o", str(home / "retur.xlsx"), *said)
    quiet("process", "barnehage", "--variant", "integrated", "-o", str(home / "steg.bpmn"), *said)
    with (home / "liste.csv").open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream, delimiter=";").writerows(
            [["Nr", "Aktivitet", "Frist"], ["1", "Rydde", "1.11.2026"]]
        )
    for name in ("tom.xlsx", "tom.bpmn", "tom.docx", "tom.csv"):
        (home / name).write_bytes(b"")
    rubbish = random.Random(3).randbytes(3000)  # noqa: S311
    for name in ("rot.xlsx", "rot.xls", "rot.ods", "rot.csv", "rot.bpmn", "rot.docx", "rot.pptx", "rot.yaml"):
        (home / name).write_bytes(rubbish)
    sheet = (home / "retur.xlsx").read_bytes()
    (home / "halv.xlsx").write_bytes(sheet[: len(sheet) // 2])
    (home / "feil.ods").write_bytes(sheet)
    (home / "feil.bpmn").write_text("<a><b/></a>", "utf-8")
    with zipfile.ZipFile(home / "zip.xlsx", "w") as made:
        made.writestr("hei.txt", "hei")
    (home / "mappe.xlsx").mkdir()
    (home / "tomt").mkdir()
    (home / "løkke.xlsx").symlink_to(home / "løkke.xlsx")
    (home / "ingensteds.xlsx").symlink_to(home / "er-ikke-her")
    if hasattr(os, "mkfifo"):
        os.mkfifo(home / "rør.xlsx")
    return home


FILES = (
    "retur.xlsx", "liste.csv", "steg.bpmn", "tom.xlsx", "tom.bpmn", "tom.docx", "tom.csv", "rot.xlsx", "rot.xls",
    "rot.ods", "rot.csv", "rot.bpmn", "rot.docx", "rot.pptx", "rot.yaml", "halv.xlsx", "feil.ods", "feil.bpmn",
    "zip.xlsx", "mappe.xlsx", "tomt", "løkke.xlsx", "ingensteds.xlsx", "rør.xlsx", "finnes-ikke.xlsx", "halden",
    "halden/project.yaml", "halden/project.yaml/x.xlsx", "ikke/her/a.xlsx", "ut.xlsx", "ut.tull", "ut",
)  # fmt: skip


def rounds(seed: int) -> Iterator[Round]:
    """One wrong line after the other, verb by verb, without end."""
    chance, verbs = random.Random(seed), sorted(LINES)  # noqa: S311
    with tempfile.TemporaryDirectory(prefix="wrong-use-") as name:
        home = Path(name) / "her"
        while True:
            chance.shuffle(verbs)
            for verb in verbs:
                yield tried(wrong_line(verb, home, chance), home)


def wrong_line(verb: str, home: Path, chance: random.Random) -> list[str]:
    """A right line of a verb with some slips."""
    places = {
        "new": "nytt", "out": "ut", "sheet": "retur.xlsx", "table": "liste.csv", "bpmn": "steg.bpmn",
        "book": "retur.xlsx",
    }  # fmt: skip
    line = chance.choice(LINES[verb]).format(**{name: str(home / one) for name, one in places.items()})
    words = line.split()[1:]
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        said = [at for at, word in enumerate(words) if not word.startswith("-")]
        match chance.randrange(10):
            case 0 | 1 | 2 | 3 if said:
                words[chance.choice(said)] = _word(home, chance)
            case 4 | 5 | 6 | 7:
                words += _an_option(verb, home, chance)
            case 8:
                words.append(_word(home, chance))
            case _:
                at = chance.randrange(len(words) + 1)
                words[at : at + 1] = words[at : at + 1] * chance.choice((0, 2))
    return [verb, *words]


OWN = 0.7
"""How often a slip is one of the verb's own options, where it has some."""


def _an_option(verb: str, home: Path, chance: random.Random) -> list[str]:
    """Any option of the verb or of all verbs; where it takes a value, one that makes no sense."""
    takes = {
        one: not getattr(given, "is_flag", False) for given in command_of(verb).params for one in given.opts
    }
    takes = {name: value for name, value in takes.items() if name.startswith("-")} | GLOBALS
    own = [name for name in takes if name not in GLOBALS]
    option = chance.choice(own if own and chance.random() < OWN else list(takes))
    return [option, _word(home, chance)] if takes[option] else [option]


def _word(home: Path, chance: random.Random) -> str:
    return str(home / chance.choice(FILES)) if chance.random() < 0.35 else chance.choice(WORDS)


def tried(line: Sequence[str], home: Path) -> Round:
    """One line in a fresh copy; what is wrong with what it said and did."""
    laid_out(home)
    before = _files(home)
    code, out, err = said_by(line, home)
    after = _files(home)
    if code == CRASHED:
        return Round(1, Counter({"traceback": 1}), [f"{list(line)}: {err[-1500:]}"])
    wrong = list(_wrong(code, out, err, before, after))
    if any(before.get(name) != data for name, data in after.items() if name.startswith("halden/")) and quiet(
        "check", "-p", str(home / "halden"), "--today", "2026-10-05"
    ):
        wrong.append(f"ended with {code}, and the project is not sound")
    return Round(1, Counter({f"code {code}": 1}), [f"{list(line)}: {one}" for one in wrong])


CRASHED = -1
_CODES = frozenset({0, 1, 2, 3, 130})


def said_by(line: Sequence[str], home: Path) -> tuple[int, str, str]:
    """The code and the words of a line that is run in the project's folder, with nobody at the keyboard."""
    out, err, here = io.StringIO(), io.StringIO(), Path.cwd()
    os.chdir(home / "halden")
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run(list(line), clock=lambda: NOW)
    except BaseException:  # noqa: BLE001 - whatever comes out is the find
        return CRASHED, out.getvalue(), traceback.format_exc()
    finally:
        os.chdir(here)
    return code, out.getvalue(), err.getvalue()


def _wrong(code: int, out: str, err: str, before: dict[str, bytes], after: dict[str, bytes]) -> Iterator[str]:
    if code not in _CODES:
        yield f"ended with {code}"
    if "Traceback" in out + err:
        yield err[-1500:]
    if code == 2 and before != after:
        changed = (name for name in {**before, **after} if before.get(name) != after.get(name))
        yield f"refused, and changed {sorted(changed)}"
    if code == 2 and not (out + err).strip():
        yield "refused without a word"
    if any(letter < " " and letter not in "\n\t" for letter in out + err):
        yield "a control character on the screen"


def laid_out(home: Path) -> None:
    shutil.rmtree(home, ignore_errors=True)
    pipes = shutil.ignore_patterns("rør.xlsx")
    shutil.copytree(_standing(), home, symlinks=True, ignore=pipes)
    if hasattr(os, "mkfifo"):
        os.mkfifo(home / "rør.xlsx")


def _files(home: Path) -> dict[str, bytes]:
    """All files but locks and notes of what was written out."""
    return {
        path.relative_to(home).as_posix(): path.read_bytes()
        for path in sorted(home.rglob("*"))
        if path.is_file() and path.name not in {".lock", ".outputs"}
    }


if __name__ == "__main__":
    by_hand("wrong use", rounds, 5000)
