"""Shell completion: the quick answers, and the script run by a real shell."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Tpn, widest
from tpn.cli.app import command_of, unsaid
from tpn.cli.completion import _templates, complete
from tpn.cli.global_options import FLAGS, WITH_VALUE
from tpn.cli.shells import SHELLS
from tpn.cli.verbs import VERBS
from tpn.library import data_dir

BASH = shutil.which("bash")


def offered(*words: str) -> list[str]:
    return complete(words).splitlines()


def test_verbs_are_offered_first() -> None:
    assert offered("") == [*VERBS, "help"]
    assert offered("sta") == ["status"]
    assert offered("-p", "et sted", "sta") == ["status"]


def test_options_are_offered_where_a_dash_is_typed() -> None:
    assert offered("list", "--l") == ["--lang", "--late"]
    assert offered("--to") == ["--today"]


def test_ids_people_and_services_of_the_project_are_offered(halden: Path) -> None:
    here = ("-p", str(halden))
    assert offered(*here, "set", "K-1") == ["K-10", "K-11", "K-12"]
    assert offered(*here, "list", "aktiviteter", "--responsible", "ni") == ["nils"]
    assert offered(*here, "status", "--service", "") == [
        "kulturskole", "barnehage", "sfo", "parkering", "kulturmidler", "lokaler",
    ]  # fmt: skip
    assert "per" in offered(*here, "handover", "")
    assert offered(*here, "move", "A-K01", "15.01.2027", "--decision", "B-0")[0] == "B-01"
    assert offered(*here, "agenda", "kick") == ["kickoff"]


def test_kinds_codes_and_shelves_are_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TPN_LANG", "nn")
    assert offered("list", "milep") == ["milepålar"]
    assert offered("--lang", "en", "list", "ris") == ["risks"]
    assert offered("explain", "unknown-p") == ["unknown-person"]
    assert "K110" in offered("explain", "K11")
    assert offered("library", "check") == ["checklists"]


def test_the_content_is_found_where_the_library_finds_it() -> None:
    assert _templates() == data_dir("templates")


def test_nothing_is_offered_where_a_file_is_meant() -> None:
    assert offered("status", "-o", "") == []
    assert offered("read", "") == []


def test_an_empty_word_may_come_as_two_quotes() -> None:
    assert offered("completion", '""') == list(SHELLS)


@pytest.mark.parametrize("verb", VERBS)
def test_the_options_of_a_verb_are_those_that_it_takes(verb: str) -> None:
    taken = {name for param in command_of(verb).params for name in param.opts if name.startswith("--")}
    everywhere = {name for name in (*WITH_VALUE, *FLAGS, "--help") if name.startswith("--")}
    assert set(offered(verb, "--")) == taken | everywhere


def test_it_imports_neither_yaml_nor_pydantic(halden: Path) -> None:
    program = (
        "import sys; from tpn.cli.completion import complete; assert complete(sys.argv[1:]); "
        "sys.exit(', '.join({'yaml', 'pydantic_core', 'typer'} & set(sys.modules)) or 0)"
    )
    for words in (
        ["sta"],
        ["status", "--"],
        ["-p", str(halden), "set", "K-1"],
        ["-p", str(halden), "list", ""],
    ):
        done = subprocess.run(
            [sys.executable, "-c", program, *words], check=False, capture_output=True, encoding="utf-8"
        )
        assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_has_a_script(tpn: Tpn, shell: str) -> None:
    result = tpn("completion", shell)
    assert (result.code, result.err) == (0, "")
    assert "--complete" in result.out


def test_without_a_shell_it_says_how_and_an_unknown_one_is_refused(tpn: Tpn) -> None:
    said = tpn("completion").out
    assert all(f"tpn completion {shell}" in said for shell in SHELLS)
    assert widest(said) <= 80
    result = tpn("completion", "cmd")
    assert (result.code, result.out) == (2, "")
    assert "[no-such-shell]" in result.err


@pytest.mark.skipif(BASH is None, reason="there is no bash here")
@pytest.mark.parametrize(
    ("line", "expected"),
    [(["sta"], ["status"]), (["set", "K-1"], ["K-10", "K-11", "K-12"]), (["list", "--la"], ["--lang", "--late"]),
     (["list", "ansk"], ["anskaffelser", "anskaffelsesprotokoller"]), (["completion", ""], list(SHELLS))],
)  # fmt: skip
def test_a_real_bash_completes_with_it(
    halden: Path, tmp_path: Path, line: list[str], expected: list[str]
) -> None:
    program = tmp_path / "tpn"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tpn "$@"\n', "utf-8")
    program.chmod(0o755)
    words = " ".join(f'"{word}"' for word in (str(program), *line))
    script = (
        f'eval "$("{program}" completion bash)"\ncd "{halden}"\nCOMP_WORDS=({words})\nCOMP_CWORD={len(line)}\n'
        f'_tpn "{program}"\nprintf "%s\\n" "${{COMPREPLY[@]}}"\ncomplete -p tpn\n'
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [BASH or "", "--norc", "-c", script], check=False, capture_output=True, encoding="utf-8",
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(root), "LANG": "nb_NO.UTF-8"},
    )  # fmt: skip
    assert done.stderr == ""
    *found, registered = done.stdout.splitlines()
    assert found == expected
    assert registered.endswith("-F _tpn tpn")


@pytest.mark.parametrize("verb", VERBS)
def test_a_line_of_which_nothing_is_said_means_what_the_library_would_read(verb: str) -> None:
    said = unsaid(verb)
    command = command_of(verb)
    assert (said is None) == any(one.required for one in command.params)
    if said is not None:  # of what may stand several times the library makes an empty row
        read = command.make_context(verb, []).params
        assert said == {name: None if value == () else value for name, value in read.items()}


def test_where_nothing_is_said_of_a_verb_no_parser_is_loaded(halden: Path) -> None:
    program = (
        "import sys; from tpn.cli.app import run; code = run(['-p', sys.argv[1], 'status']); "
        "sys.exit(code or ', '.join({'typer.main', 'pydantic'} & set(sys.modules)) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(halden)], check=False, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
