"""An action that has become an activity has its state, wherever the action itself is shown."""

from pathlib import Path

from tests.conftest import Tpn

LOGS = """\
project: {format: 1, id: lite, name: Lite, start: 2026-08-17, lead: liv}
people: [{id: liv, name: Liv Dahl}]
kickoff:
  activities:
    - {id: K-01, title: Spørre, responsible: [liv], due: 2026-09-25, status: done, finished: 2026-09-24}
    - {id: K-02, title: Telle, responsible: [liv], due: 2026-09-25, status: cancelled}
    - {id: K-03, title: Ringe, responsible: [liv], due: 2026-10-30}
meetings:
  - id: MO-01
    kind: project
    date: 2026-09-08
    minutes:
      - text: Saken
        actions:
          - {what: Spørre, responsible: [liv], due: 2026-09-25, activity: K-01}
          - {what: Telle, responsible: [liv], due: 2026-09-25, activity: K-02}
          - {what: Ringe, responsible: [liv], due: 2026-09-25, activity: K-03}
          - {what: Skrive, responsible: [liv], due: 2026-09-25, done: 2026-09-23}
"""


def test_an_action_is_done_or_falls_out_as_its_activity(tpn: Tpn, tmp_path: Path) -> None:
    (tmp_path / "project.yaml").write_text(LOGS, "utf-8")
    screen = tpn("list", "tiltak", "-p", tmp_path, "--today", "2026-10-06").out
    rows = [line.split() for line in screen.splitlines() if line[:1].isdigit() and "tiltak" not in line]
    said = {row[1]: row[-2:] for row in rows}
    assert said == {
        "Spørre": ["25.09.", "24.09."], "Telle": ["25.09.", "Utgår"], "Ringe": ["Liv", "30.10."],
        "Skrive": ["25.09.", "23.09."],
    }, screen  # fmt: skip
