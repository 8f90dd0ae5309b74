"""A small project for the hand-worked cases: one service, a paper and a digital way, and what a case adds."""

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from tpn.model import load_read
from tpn.model.actors import Actors
from tpn.model.project import Project
from tpn.model.taxonomy import Taxonomy
from tpn.plan.net_value import Totals, Worth, totals, worths
from tpn.plan.parameters import ResolvedParameters, parameters, year_basis
from tpn.plan.payback import Payback, economy
from tpn.source import Folder, TextFile

TODAY = date(2027, 6, 1)
HEAD = """\
project: {format: 1, id: liten, name: Liten, start: 2026-08-17, language: nb}
services:
  - {id: barnehage, name: Barnehageplass, cases_per_year: 850}
  - {id: sfo, name: SFO, cases_per_year: 400}
"""
# paper: the municipality 6 + 20 + 50 % of 30 = 41 minutes, the users 45; digital: 2 + 9 = 11 and 15
WAYS = """\
processes:
  services:
    - service: barnehage
      chosen: selfservice
      digital_share: 80
      variants:
        paper:
          steps:
            - {id: S1, name: Søke, actor: Foresatt, minutes: 45}
            - {id: S2, name: Åpne, actor: Postmottak, minutes: 6}
            - {id: S3, name: Registrere, actor: Saksbehandler, minutes: 20}
            - {id: S4, name: Etterlyse, actor: Saksbehandler, minutes: 30, share: 50}
        selfservice:
          steps:
            - {id: S1, name: Søke, actor: Foresatt, minutes: 15}
            - {id: S2, name: Kvittere, actor: System, kind: event}
            - {id: S3, name: Kontrollere, actor: Saksbehandler, minutes: 9}
            - {id: S4, name: Hente, actor: Arkiv, minutes: 2}
        integrated:
          steps:
            - {id: S1, name: Søke, actor: Foresatt, minutes: 5}
            - {id: S3, name: Vedta, actor: Saksbehandler, minutes: 1}
"""
FIGURES = (
    "parameters: {hourly_cost: 600, hours_per_year: 1750, user_hour_value: 200, discount_rate: 4, years: 5}"
)


class Case(NamedTuple):
    """A project with what follows from its benefits."""

    project: Project
    figures: ResolvedParameters
    worths: tuple[Worth, ...]
    totals: Totals
    economy: Payback

    @property
    def one(self) -> Worth:
        """The only benefit."""
        (worth,) = self.worths
        return worth


def project_of(text: str) -> Project:
    """A project from the text of its only file; a fault stops the test."""
    file = TextFile(Path("project.yaml"), "project.yaml", text)
    return load_read(Path(), Folder((file,), ())).sound()


def case(
    *benefits: str, components: str = "", ways: str = WAYS, figures: str = FIGURES, head: str = HEAD
) -> Case:
    """The small project with these benefits (flow mappings) worked out."""
    listed = "".join(f"    - {{id: G-{n}, title: Nytte {n}, {said}}}\n" for n, said in enumerate(benefits, 1))
    bought = f"procurement:\n  components:\n{components}" if components else ""
    text = f"{head}{ways}benefits:\n  {figures}\n  benefits:\n{listed}{bought}"
    project, taxonomy = project_of(text), Taxonomy()
    counted = parameters(project, taxonomy)
    found = worths(project, taxonomy, counted, Actors().side)
    return Case(
        project,
        counted,
        found,
        totals(found, counted),
        economy(found, project, counted, year_basis(project)),
    )


def nok(value: Fraction | None) -> float | None:
    """An amount as a number with two decimals, exactly."""
    return None if value is None else float(value)
