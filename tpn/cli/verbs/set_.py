"""``tpn set ID field=value …``: change fields of one record."""

from tpn.actions.set_fields import SetField, set_fields
from tpn.cli.carriers import tell_carriers
from tpn.cli.run import Run
from tpn.source import Set
from tpn.texts.names import way_name
from tpn.texts.say_values import Teller
from tpn.views.values import spoken


def perform(run: Run, *, name: str, fields: list[str], titles: bool) -> None:
    """Change fields of one record, keeping the text around them."""
    found = set_fields(run, name, fields, titles=titles)
    for told in found.understood:
        run.tell_reading(*told)
    for field in found.fields:
        _tell(run, field)
    if found.phase:
        there = found.entry.route[0] == found.phase.value
        key = "set.same" if there else "set.would" if run.preview else "set.done"
        name, phase = run.words("set.phase"), run.words(f"status.phases.{found.phase}")
        run.say(run.words(key, id=found.entry.address, field=name, value=phase))
    if found.carrying:
        tell_carriers(run, found.carrying, titles=titles)
    for one in found.left:
        run.tell(run.words.count("set.left", one.records, role=one.role.name, id=one.role.id, to=one.to))


def _tell(run: Run, one: SetField) -> None:
    """What a field is now, by the names and words that people use."""
    entry, edit = one.entry, one.edit
    section = run.words.find(f"kinds.{entry.address}.one") if len(entry.route) == 1 else None
    facts = {
        "id": f"{section[:1].upper()}{section[1:]}" if section else run.loaded.index.spoken(entry.address),
        "field": way_name(type(entry.record), edit.route[len(entry.route) :], run.words),
    }
    if isinstance(edit, Set):
        value = Teller(run.words)(spoken(one.take, edit.value, run.loaded.index), one.take)
        key = "set.would" if run.preview else "set.same" if one.same else "set.done"
        run.say(run.words(key, **facts, value=value))
    else:
        was = "set.would_remove" if run.preview else "set.removed"
        run.say(run.words("set.was_empty" if one.same else was, **facts))
