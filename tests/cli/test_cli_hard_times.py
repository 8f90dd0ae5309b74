"""Hard times, met by the program as a whole: two writers, a full disk, odd names, poor consoles, broken texts."""

import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, Tpn
from tpn.source import files

ON_WINDOWS = os.name == "nt"
Change = Callable[[str], bytes]


def started(folder: Path, *words: str, **environment: str) -> "subprocess.Popen[bytes]":
    """The program as a process of its own, in the folder."""
    known = {**os.environ, "PYTHONPATH": str(ROOT), "LANG": "nb_NO.UTF-8", "PYTHONUTF8": "0", **environment}
    return subprocess.Popen(
        [sys.executable, "-m", "tpn", *words],
        cwd=folder,
        env=known,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_of_writers_at_the_same_moment_one_wins_and_the_others_are_told(tpn: Tpn, halden: Path) -> None:
    writers = [started(halden, "set", "K-12", f"note=nummer {n}") for n in range(4)]
    ended = [(writer.communicate()[1].decode(), writer.returncode) for writer in writers]
    assert any(code == 0 for _, code in ended)
    assert all(code == 0 or "[file-changed]" in err or "[project-busy]" in err for err, code in ended)
    assert (halden / "1-kickoff.yaml").read_text("utf-8").count("note: nummer ") == 1
    assert len(
        re.findall(r"^\d\d\.\d\d\.\d{4}", tpn("undo", "--list", "-p", halden).out, re.MULTILINE)
    ) == sum(code == 0 for _, code in ended)


@pytest.mark.skipif(
    ON_WINDOWS, reason="Windows has no limit on the size of files to stand in for a full disk"
)
def test_a_disk_that_takes_no_more_leaves_every_file_as_it_was(halden: Path) -> None:
    before = {path: path.read_bytes() for path in halden.rglob("*") if path.is_file()}
    code = (
        "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (400, 400))\n"
        "from tpn.__main__ import main; main()"
    )
    words = [sys.executable, "-c", code, "set", "K-12", "note=plass?"]
    ended = subprocess.run(
        words, cwd=halden, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False
    )
    assert ended.returncode == 1
    assert b"[output-cut-off]" in ended.stderr or b"[disk-full]" in ended.stderr
    assert {path: path.read_bytes() for path in halden.rglob("*.yaml")} == {
        path: data for path, data in before.items() if path.suffix == ".yaml"
    }
    assert not list(halden.rglob("*.tpn-tmp"))


@pytest.mark.skipif(
    os.name == "nt" or not Path("/dev/full").exists(), reason="only Linux has a device that is always full"
)
def test_a_screen_that_cannot_be_written_is_told(halden: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "tpn", "status"]
        known = {**os.environ, "PYTHONPATH": str(ROOT)}
        ended = subprocess.run(
            command, cwd=halden, env=known, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert ended.returncode == 1
    assert b"[output-cut-off]" in ended.stderr


@pytest.mark.skipif(
    os.name == "nt" or not Path("/dev/full").exists(), reason="only Linux has a device that is always full"
)
@pytest.mark.parametrize("word", ["--version", "--help", "status"])
def test_a_full_screen_is_no_traceback(halden: Path, word: str) -> None:
    with Path("/dev/full").open("wb") as full:
        known = {**os.environ, "PYTHONPATH": str(ROOT)}
        ended = subprocess.run(
            [sys.executable, "-m", "tpn", word], cwd=halden, env=known, stdout=full, stderr=subprocess.PIPE,
            check=False,
        )  # fmt: skip
    assert (ended.returncode, b"Traceback" in ended.stderr) == (1, False)
    assert b"No space left on device" in ended.stderr


@pytest.mark.parametrize("asleep", ["tpn.cli.app", "tpn.cli.run", "tpn.model.load"])
def test_who_stops_it_while_it_wakes_sees_no_traceback(halden: Path, asleep: str) -> None:
    code = (
        "import sys, importlib.abc\n"
        "class Stopped(importlib.abc.MetaPathFinder):\n"
        "    def find_spec(self, name, path, target=None):\n"
        f"        if name == {asleep!r}: raise KeyboardInterrupt\n"
        "from tpn.__main__ import main\n"
        "sys.meta_path.insert(0, Stopped())\n"
        "main()"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code, "status"], cwd=halden, env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True, check=False,
    )  # fmt: skip
    assert (ended.returncode, b"Traceback" in ended.stderr) == (130, False)


@pytest.mark.sampled("environment", "words")
@pytest.mark.parametrize(
    "words", [["status"], ["check"], ["show", "K-12"], ["stauts"], ["--help"]], ids=" ".join
)
@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "cp865"},
        {"PYTHONIOENCODING": "cp1252"},
        {"LANG": "C", "LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"},
    ],
    ids=str,
)
def test_poor_consoles_print(halden: Path, environment: dict[str, str], words: list[str]) -> None:
    out, err = started(halden, *words, **environment).communicate()
    assert b"Traceback" not in err
    assert out or err


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_folders_and_files_may_have_norwegian_names(tpn: Tpn, halden: Path, form: str) -> None:
    folder = halden.rename(
        halden.with_name(unicodedata.normalize(form, "Prøve på ærlig"))  # type: ignore[arg-type]
    )
    (folder / "logs.yaml").rename(folder / unicodedata.normalize(form, "loggbøker å.yaml"))  # type: ignore[arg-type]
    assert tpn("set", "R-01", "tittel=Sen levering", "-p", folder).code == 0
    assert tpn("status", "-p", folder).code == 0
    assert "Sen levering" in next(folder.glob("logg*.yaml")).read_text("utf-8")


@pytest.mark.skipif(ON_WINDOWS, reason="making symbolic links takes rights on Windows")
def test_a_link_to_a_project_or_to_a_file_in_it_stays_a_link(tpn: Tpn, halden: Path) -> None:
    (link := halden.with_name("lenke")).symlink_to(halden, target_is_directory=True)
    (halden / "felles").mkdir()
    real = (halden / "logs.yaml").rename(halden / "felles" / "logs.yaml")
    (halden / "logs.yaml").symlink_to(real)
    assert tpn("set", "R-01", "tittel=Sen levering", "-p", link).code == 0
    assert (halden / "logs.yaml").is_symlink()
    assert "Sen levering" in real.read_text("utf-8")


@pytest.mark.skipif(ON_WINDOWS, reason="making symbolic links takes rights on Windows")
def test_a_file_that_lies_elsewhere_is_read_and_not_written(tpn: Tpn, halden: Path) -> None:
    real = (halden / "logs.yaml").rename(halden.with_name("felles.yaml"))
    before = real.read_bytes()
    (halden / "logs.yaml").symlink_to(real)
    assert tpn("show", "R-01", "-p", halden).code == 0
    assert "[link-leads-out]" in tpn("set", "R-01", "tittel=Sen levering", "-p", halden).err
    assert real.read_bytes() == before


CHANGES: dict[str, Change] = {
    "crlf": lambda text: text.replace("\n", "\r\n").encode(),
    "byte-order mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "both": lambda text: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(),
    "mixed": lambda text: "".join(
        line + ("\r\n" if n % 2 else "\n") for n, line in enumerate(text.splitlines())
    ).encode(),
}


@pytest.mark.parametrize("name", CHANGES)
def test_line_ends_and_byte_order_marks_are_kept(tpn: Tpn, halden: Path, name: str) -> None:
    path = halden / "1-kickoff.yaml"
    old = CHANGES[name](path.read_text("utf-8"))
    path.write_bytes(old)
    assert tpn("set", "K-12", "note=På plass", "-p", halden).code == 0
    before, after = old.splitlines(keepends=True), path.read_bytes().splitlines(keepends=True)
    assert len(after) == len(before)
    changed = [(one, other) for one, other in zip(before, after, strict=True) if one != other]
    assert len(changed) == 1
    assert len({line.endswith(b"\r\n") for line in changed[0]}) == 1
    assert tpn("undo", "--write", "-p", halden).code == 0
    assert path.read_bytes() == old


def made_to_break() -> dict[str, str]:
    many = "\n".join(f"b{n}: &b{n} [{','.join([f'*b{n - 1}'] * 9)}]" for n in range(1, 30))
    return {
        "brackets": "x: " + "[" * 100_000,
        "dashes": "x:\n" + "- " * 100_000,
        "levels": "".join(f"{' ' * n}a:\n" for n in range(2_000)),
        "anchors": f"b0: &b0 [x]\n{many}\n",
        "one line": "deviations: [" + "a," * (files.MOST_VALUES + 1) + "]",
        "lone carriage returns": "kickoff:\r  activities: []\r" * 1000,
    }


@pytest.mark.parametrize("name", made_to_break())
def test_files_made_to_break_a_reader_are_told_in_few_words(tpn: Tpn, halden: Path, name: str) -> None:
    (halden / "ekstra.yaml").write_text(made_to_break()[name], "utf-8", newline="")
    result = tpn("status", "-p", halden)
    assert (result.code, result.out) == (1, "")
    assert "ekstra.yaml" in result.err
    assert len(result.err) < 100_000


# ---------------------------------------------------------------- the municipality's own texts


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("week: [", "unclosed-bracket"),
        ("week: 5", "not-a-text"),
        ("phases: Faser", "not-a-mapping"),
        ('week: "uke {week"', "text-braces"),
        ('week: "uke {week.a.b}"', "text-braces"),
    ],
)
def test_own_texts_that_cannot_be_used_are_told_with_their_file(
    tpn: Tpn, halden: Path, text: str, slug: str
) -> None:
    own = halden / "templates" / "texts" / "nb" / "status.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(text, "utf-8")
    result = tpn("status", "-p", halden)
    assert (result.code, result.out) == (1, "")
    assert f"[{slug}]" in result.err
    assert "status.yaml" in result.err


def test_where_even_the_words_for_faults_are_broken_those_of_tpn_speak(tpn: Tpn, halden: Path) -> None:
    own = halden / "templates" / "texts" / "nb" / "common.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("error: {", "utf-8")
    result = tpn("stauts", "-p", halden)
    assert result.code == 2
    assert "[unclosed-bracket]" in result.err
    assert "[no-such-command]" in result.err


def test_a_folder_that_may_not_be_looked_into_is_told(
    tpn: Tpn, halden: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(folder: Path) -> None:
        raise PermissionError(13, "Permission denied", str(folder / "history"))

    monkeypatch.setattr("tpn.history.snapshots.snapshots", refuse)
    result = tpn("status", "-p", halden)
    assert (result.code, result.out) == (1, "")
    assert "[no-permission]" in result.err


def test_who_asks_for_what_stands_in_an_unreadable_file_is_told_of_the_file(tpn: Tpn, halden: Path) -> None:
    file = halden / "4-procurement.yaml"
    file.write_text(file.read_text("utf-8").replace("  activities:", " activities", 1), "utf-8")
    for line in (("set", "A-10", "merknad=x"), ("show", "A-10"), ("done", "A-10")):
        result = tpn(*line, "-p", halden)
        assert result.code == 1
        assert "4-procurement.yaml:" in result.err
        assert "no-such-record" not in result.err
