"""A small project that has one of most things, and what is seen of it on Monday 7 September 2026."""

from datetime import date

from tests.edits.small_projects import ABOUT, project
from tpn.model.index import Index, index
from tpn.model.questions import Questions
from tpn.plan import Plan, work_out
from tpn.plan.baseline import Baseline
from tpn.views.rows import Tables

TODAY = date(2026, 9, 7)

WORK = """\
kickoff:
  activities:
    - {id: K-01, title: Begynne, responsible: [liv], due: 2026-08-21, status: done, finished: 2026-08-20}
    - {id: K-02, title: Fortsette, responsible: [per, liv], due: 2026-09-01}
    - {id: K-03, title: Beslutte, responsible: [per], due: 2026-09-25, milestone: true}
  checklist:
    K-C01: {answer: done, by: per, date: 2026-09-01}
benefits:
  activities:
    - {id: G-A1, title: Måle, service: sfo, due: 2026-09-11}
  benefits:
    - {id: G-01, title: Mindre kø, owner: eva, services: [sfo],
       indicator: {name: Minutter, unit: min, baseline: 10, target: 4, measured_by: per},
       measurements: [{date: 2026-09-01, value: 7}]}
    - {id: G-02, title: Ro, owner: eva}
  stakeholders:
    - {id: I-01, name: Foresatte, actions: [{what: Møte, responsible: per, due: 2026-09-04}]}
processes:
  services:
    - {service: sfo, variants: {paper: {steps: [{id: S01, name: Fyller ut}]}}}
procurement:
  procurements:
    - id: A-1
      title: Skjema
      components: [C-1]
      criteria: [{id: pris, name: Pris, kind: price, weight: 40}, {id: kval, kind: quality, weight: 60}]
      bids:
        - {supplier: nord, answers: {KR-1: {answer: yes}}}
        - {supplier: sør, rejected: For sen}
  components: [{id: C-1, name: Skjemaløsning}, {id: C-2, name: Arkiv}]
  requirements:
    - {id: KR-1, text: Uten mus, level: must, component: C-1}
    - {id: KR-2, text: Pen, level: should, component: C-1, criterion: kval}
    - {id: KR-3, text: Lagres, level: must, component: C-2}
    - {id: KR-4, text: Felles, level: should, criterion: kval}
    - {id: KR-5, text: Borte, level: must, component: C-1, status: dropped}
launch:
  activities:
    - {id: L-01, title: Slå på, service: sfo, due: 2026-10-12, milestone: true, kind: go_live}
  services:
    - {service: sfo}
risks:
  - {id: R-01, title: Hast, probability: 4, consequence: 3, owner: per}
"""


def seen(
    text: str = WORK, today: date = TODAY, about: str = ABOUT, *, baseline: Baseline | None = None
) -> Tables:
    """The rows of the project that the text makes, on a day; ``baseline`` is what was agreed."""
    made = project(text, about)
    return Tables(work_out(made, today, baseline=baseline, questions=Questions()), index(made))


def planned(
    text: str = WORK, today: date = TODAY, about: str = ABOUT, *, baseline: Baseline | None = None
) -> tuple[Plan, Index]:
    """Its plan and its records."""
    tables = seen(text, today, about, baseline=baseline)
    return tables.plan, tables.index
