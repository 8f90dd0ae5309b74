"""What is asked of a folder's git: where it lies, which commits it has, and nothing of how it is set up."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.conftest import needs_git
from tpn.actions.borrowed_git import BorrowedGit, borrowed_git

pytestmark = needs_git


def git(folder: Path, *words: str) -> str:
    who = {"GIT_AUTHOR_NAME": "Kari", "GIT_AUTHOR_EMAIL": "kari@example.no", "GIT_COMMITTER_NAME": "Kari",
           "GIT_COMMITTER_EMAIL": "kari@example.no", "GIT_CONFIG_GLOBAL": os.devnull}  # fmt: skip
    done = subprocess.run(
        ("git", "-C", str(folder), *words),  # noqa: S607
        check=True,
        capture_output=True,
        env={**os.environ, **who},
    )
    return done.stdout.decode().strip()


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A repository with a project inside, kept once."""
    inside = tmp_path / "kommune" / "prosjekt"
    inside.mkdir(parents=True)
    git(tmp_path / "kommune", "init", "-q", "-b", "hoved")
    (inside / "project.yaml").write_text("a: 1\n", "utf-8")
    git(tmp_path / "kommune", "add", ".")
    git(tmp_path / "kommune", "commit", "-q", "-m", "Først")
    return inside


def told(folder: Path) -> BorrowedGit:
    with borrowed_git(folder) as found:
        assert found
        return found


def test_a_folder_that_nobody_keeps_has_none(tmp_path: Path) -> None:
    with borrowed_git(tmp_path) as found:
        assert found is None


def test_one_that_has_kept_nothing_yet_is_none(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    with borrowed_git(tmp_path) as found:
        assert found is None


def test_a_project_inside_is_found_where_it_lies_and_the_top_is_all_of_it(kept: Path) -> None:
    assert (told(kept).inside, told(kept.parent).inside) == ("prosjekt", "")
    assert told(kept).heads == (git(kept, "rev-parse", "HEAD"),)


def test_what_was_kept_can_be_read_and_the_place_is_gone_afterwards(kept: Path) -> None:
    with borrowed_git(kept) as found:
        assert found
        assert found.ask("show", "HEAD:prosjekt/project.yaml") == "a: 1\n"
        place = found.own
        assert place.is_dir()
    assert not place.exists()


def test_each_branch_and_tag_counts_once_packed_or_not(kept: Path) -> None:
    first = git(kept, "rev-parse", "HEAD")
    git(kept, "tag", "merke")
    git(kept, "commit", "-q", "--allow-empty", "-m", "Neste")
    second = git(kept, "rev-parse", "HEAD")
    assert set(told(kept).heads) == {first, second}
    git(kept, "pack-refs", "--all")
    assert set(told(kept).heads) == {first, second}


def test_of_a_detached_head_the_commit_is_known(kept: Path) -> None:
    git(kept, "commit", "-q", "--allow-empty", "-m", "Neste")
    git(kept, "checkout", "-q", "--detach", "HEAD~1")
    with borrowed_git(kept) as found:
        assert found
        assert found.ask("rev-parse", "HEAD").strip() == git(kept, "rev-parse", "HEAD")


def test_a_worktree_is_read_where_it_points(kept: Path, tmp_path: Path) -> None:
    git(kept, "worktree", "add", "-q", str(tmp_path / "andre"), "-b", "gren")
    with borrowed_git(tmp_path / "andre" / "prosjekt") as found:
        assert found
        assert found.inside == "prosjekt"
        assert found.ask("show", "HEAD:prosjekt/project.yaml") == "a: 1\n"


def test_lines_that_are_no_names_of_commits_are_left(kept: Path) -> None:
    head = git(kept, "rev-parse", "HEAD")
    refs = kept.parent / ".git" / "refs" / "heads"
    (refs / "ond").write_text("../../../../etc/passwd\n", "utf-8")
    (refs / "kort").write_text(head[:39] + "\n", "utf-8")
    assert told(kept).heads == (head,)


def test_how_the_repository_is_set_up_is_never_asked(kept: Path, tmp_path: Path) -> None:
    ran = tmp_path / "kjørt"
    git(kept, "config", "core.fsmonitor", f"touch '{ran}'")
    git(kept, "config", "alias.log", f"!touch '{ran}'")
    with borrowed_git(kept) as found:
        assert found
        assert "Først" in found.ask("log", "--format=%s", "HEAD")
    assert not ran.exists()


def test_no_answer_is_an_error_to_be_told(kept: Path) -> None:
    with borrowed_git(kept) as found:
        assert found
        with pytest.raises(subprocess.SubprocessError):
            found.ask("show", "HEAD:finnes-ikke.yaml")
