"""Whose role a newcomer takes over: one that still waits for a name, where there is no doubt which."""

from tpn.actions.waiting_roles import role_waiting
from tpn.model.about import Person
from tpn.model.choices import Role

LEAD = Person(id="prosjektleder", name="Prosjektleder", roles=(Role.PROJECT_LEAD,))
OWNERS = [
    Person(id=f"eier-{name}", name=f"Prosesseier – {name}", roles=(Role.PROCESS_OWNER,))
    for name in ("bhg", "sfo")
]


def test_the_one_role_without_a_name_is_said() -> None:
    assert (
        role_waiting([LEAD, *OWNERS], Person(id="ola", name="Ola Dahl", roles=(Role.PROJECT_LEAD,))) is LEAD
    )


def test_where_several_wait_none_is_guessed() -> None:
    assert (
        role_waiting([LEAD, *OWNERS], Person(id="ola", name="Ola Dahl", roles=(Role.PROCESS_OWNER,))) is None
    )


def test_a_role_that_somebody_has_does_not_wait() -> None:
    kari = Person(id="kari", name="Kari Holm", roles=(Role.PROJECT_LEAD,))
    assert role_waiting([kari], Person(id="ola", name="Ola Dahl", roles=(Role.PROJECT_LEAD,))) is None
