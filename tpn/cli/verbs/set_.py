"""``tpn set ID field=value …``: change fields of one record."""

from tpn.actions.find_record import groundwork, record_named
from tpn.actions.write_changes import write_edits
from tpn.cli.carriers import tell_carriers
from tpn.cli.run import Run
from tpn.edits.launch_twins import launch_twins
from tpn.edits.mark_done import afresh
from tpn.edits.renaming import Carrier, carriers, edits_of
from tpn.edits.typed_values import Typist
from tpn.model.fieldtree import Take, takes
from tpn.model.index import Entry
from tpn.source import Edit, Remove, Set
from tpn.source.edits import NOTHING, value_at
from tpn.texts.names import way_name
from tpn.texts.say_values import Teller
from tpn.views.values import spoken


def perform(run: Run, *, name: str, fields: list[str], titles: bool) -> None:
    """Change fields of one record, keeping the text around them."""
    entry = record_named(run, name)
    typist = Typist(run.readable, run.today, run.folder)
    edits = typist.edits(type(entry.record), entry.route, fields)
    real = [edit for edit in edits if not _of_nothing(run, edit)]
    carrying = _carrying(run, entry, real)
    if real:
        more = [*afresh(entry, real, run.today), *(edits_of(carrying) if titles else ())]
        write_edits(run, [*groundwork(run, entry), *real, *more])
    twins = list(launch_twins(real, run.readable))
    for told in typist.told:
        run.tell_reading(*told)
    for word, edit in zip(fields, edits, strict=True):
        _tell(run, entry, typist.take(type(entry.record), word), edit)
    for twin in twins:
        other = run.loaded.index.by_route[twin.route[:-1]]
        _tell(run, other, takes(type(other.record))[str(twin.route[-1])], twin)
    if carrying:
        tell_carriers(run, carrying, titles=titles)


def _carrying(run: Run, entry: Entry, edits: list[Edit]) -> list[Carrier]:
    """The texts with the name that is left, where the record is called something else now."""
    named = (*entry.route, "name")
    new = next((one.value for one in edits if isinstance(one, Set) and one.route == named), None)
    return carriers(run.loaded.standing, entry.record, str(new)) if new else []


def _of_nothing(run: Run, edit: Edit) -> bool:
    """Whether it would take away what is not there."""
    return isinstance(edit, Remove) and value_at(run.loaded.value, edit.route, NOTHING) is NOTHING


def _tell(run: Run, entry: Entry, take: Take, edit: Edit) -> None:
    """What a field is now, by the names and words that people use."""
    field = way_name(type(entry.record), edit.route[len(entry.route) :], run.words)
    if isinstance(edit, Set):
        value = Teller(run.words)(spoken(take, edit.value, run.loaded.index))
        same = value_at(run.loaded.value, edit.route) == edit.value
        key = "set.would" if run.preview else "set.same" if same else "set.done"
        run.say(run.words(key, id=entry.address, field=field, value=value))
    else:
        was = "set.would_remove" if run.preview else "set.removed"
        key = "set.was_empty" if _of_nothing(run, edit) else was
        run.say(run.words(key, id=entry.address, field=field))
