"""Importing logs: previewed, idempotent, all or nothing, and taken back by one undo."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rehab.actions.desk import Desk, new_change, stamp
from rehab.actions.imported_mornings import on_free_days, taken_days
from rehab.actions.plans import screening
from rehab.actions.red_flags import raise_known
from rehab.actions.refusals import Refused
from rehab.domain.diary import Bout, Diary, Morning, Raised, RestDay
from rehab.domain.limits import IMPORT_BYTES
from rehab.domain.referrals import REFERRALS
from rehab.domain.rules import rule
from rehab.domain.text import clean, nearest
from rehab.domain.triage import NOT_SURE, finding_text
from rehab.domain.words import Side, SideRule, Urgency, affected_sides
from rehab.readers.foreign import ForeignLog, ImportRefused, Rejected, UnitNeeded, entry_id
from rehab.readers.logs import read_log
from rehab.readers.mapping import Mapped, read_map
from rehab.readers.pain_diary import AS_WRITTEN, PainChoices
from rehab.store.entries import add, would_add

Entry = Bout | Morning | RestDay


class WeightUnitNeeded(Refused):
    """The file's weights have no unit; asking for it and importing again may succeed."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What one file gave. ``added`` and ``already_there`` count entries; rejected rows name their line.

    ``mornings`` counts the file's mornings and days of pain, ``rounded`` the decimals that became whole.
    ``complete`` is False when a row was rejected: then nothing of any file was added. ``findings`` counts
    the open red flags that the file brings and the diary does not hold yet.
    """

    file: str
    format: str
    workouts: int
    sets: int
    bouts: int
    added: int
    already_there: int
    rejected: tuple[Rejected, ...]
    remarks: tuple[str, ...]
    findings: int = 0
    mornings: int = 0
    rounded: int = 0


def import_logs(
    desk: Desk,
    files: Sequence[str],
    *,
    form: str | None = None,
    map_file: str | None = None,
    weight_unit: str | None = None,
    pain: PainChoices = AS_WRITTEN,
    dry_run: bool = False,
) -> tuple[Imported, ...]:
    """Import files in one change, or, with ``dry_run``, tell what would be imported.

    A file that cannot be read, or a rejected row in any of them, leaves the diary as it was. Raises
    Refused for the former; rows rejected are in the result.
    """
    try:
        names = read_map(_read(map_file), Path(map_file).name) if map_file else {}
        logs = [
            read_log(
                _read(file), Path(file).name, today=desk.today, form=form, weight_unit=weight_unit, pain=pain
            )
            for file in files
        ]
    except UnitNeeded as error:
        raise WeightUnitNeeded(str(error)) from None
    except ImportRefused as error:
        raise Refused(str(error)) from None
    diary = desk.diary()
    _check_map(diary, names)
    entries = [_entries(log, diary, names) for log in logs]
    logs = [
        replace(log, remarks=(*log.remarks, *_told(log, found, diary), *_untied(log, names)))
        for log, found in zip(logs, entries, strict=True)
    ]
    blocked = dry_run or any(log.rejected for log in logs)
    return tuple(_save(desk, logs, entries, diary, blocked))


def _read(file: str) -> bytes:
    path, name = Path(file), clean(file, limit=200)
    try:
        with path.open("rb") as log:
            data = log.read(IMPORT_BYTES + 1)
    except (OSError, ValueError):
        raise Refused(f"{name} cannot be read. Check the path.") from None
    if len(data) > IMPORT_BYTES:
        raise Refused(f"{name} is larger than {IMPORT_BYTES // 1024**2} MB. Split it.")
    return data


def _check_map(diary: Diary, names: Mapping[str, Mapped]) -> None:
    programme = diary.assignments[-1].programme
    for name, mapped in names.items():
        if programme.exercise(mapped.exercise) is None:
            known = ", ".join(e.id for e in programme.exercises)
            raise Refused(
                f"“{name}” is tied to “{mapped.exercise}”, which the programme does not have. "
                f"It has: {known}."
            )


def _entries(log: ForeignLog, diary: Diary, names: Mapping[str, Mapped]) -> list[Entry]:
    bouts = [placed for bout in log.bouts for placed in _placed(bout, diary, names)]
    return [*bouts, *log.mornings, *log.rests]


def _placed(bout: Bout, diary: Diary, names: Mapping[str, Mapped]) -> Iterable[Bout]:
    """The bout under the programme's exercise and sides, or as it is where no programme knows it.

    Without a side, an exercise that is prescribed per side counts for each prescribed side, as
    ``log`` does.
    """
    mapped = names.get(bout.exercise)
    if mapped is not None:
        side = bout.side if mapped.side is None else mapped.side
        bout = replace(bout, exercise=mapped.exercise, side=side)
    exercise = diary.assignment_on(bout.day).programme.exercise(bout.exercise)
    if exercise is None:
        return (bout,)
    where = f"{exercise.name} on {bout.day}"
    if bout.unit is not exercise.unit:
        if not bout.amount:
            return (replace(bout, unit=exercise.unit),)
        raise Refused(
            f"{where} is in {bout.unit}, but counted in {exercise.unit}. Leave it unmapped or mend it."
        )
    if exercise.side is SideRule.NONE:
        if bout.side is not Side.NONE:
            raise Refused(f"{where} has a side, but the exercise has none. Clear the side.")
        return (bout,)
    if bout.side is not Side.NONE:
        return (bout,)
    sides = affected_sides(exercise.side, diary.person.complaint)
    return tuple(replace(bout, entry=entry_id(bout.entry, side), side=side) for side in sides)


def _save(
    desk: Desk, logs: Sequence[ForeignLog], entries: Sequence[list[Entry]], diary: Diary, blocked: bool
) -> Iterable[Imported]:
    fresh = [_fresh(log, found, diary) for log, found in zip(logs, entries, strict=True)]
    flags = [tuple(_new_findings(log, diary)) for log in logs]
    if blocked:
        with desk.database.read() as session:
            counts = [would_add(session, desk.patient, found) for found in fresh]
    else:
        change = new_change("import " + ", ".join(log.file for log in logs), "import")
        with desk.write() as session:
            counts = [add(session, desk.patient, found, change, stamp()) for found in fresh]
            # A finding outlives the undo of the import that brought it.
            brought = new_change(f"findings of {change.description}", "screen")
            add(session, desk.patient, [one for ones in flags for one in ones], brought, stamp())
            raise_known(desk, session, "")
    rejected = any(log.rejected for log in logs)
    for log, found, count, raised in zip(logs, entries, counts, flags, strict=True):
        yield Imported(
            log.file,
            log.format,
            log.workouts,
            log.sets,
            len(log.bouts),
            0 if rejected else count,
            len(found) - count,
            log.rejected,
            log.remarks,
            0 if rejected else len(raised),
            len(log.mornings),
            log.rounded,
        )


def _new_findings(log: ForeignLog, diary: Diary) -> Iterable[Raised]:
    """The red flags that a file brings, without those that the diary holds already, cleared or not."""
    held = {(one.day, one.item, one.urgency) for one in diary.raised}
    for one in log.findings:
        known = _as_known(one)
        if known is None:
            raise Refused(f"{log.file}: {one.item} is no finding of this program. Mend that row.")
        urgencies, raised = known
        if one.urgency not in urgencies:
            raise Refused(f"{log.file}: {one.item} is never {one.urgency}. Mend that row.")
        if (one.day, one.item, one.urgency) not in held:
            yield raised


def _as_known(one: Raised) -> tuple[frozenset[Urgency], Raised] | None:
    """How urgent a finding can be, and it in the program's own words; ``None`` for one that is unknown."""
    item = screening().by_id.get(one.item)
    if item is not None:
        unsure = one.text.startswith(NOT_SURE)
        words = finding_text(item, unsure=unsure)
        return item.urgencies(unsure=unsure), replace(one, text=words, pauses=item.pauses)
    if one.item in REFERRALS:
        return frozenset({Urgency.ROUTINE}), replace(one, text=f"{rule(one.item).title}.")
    return None


def _told(log: ForeignLog, found: list[Entry], diary: Diary) -> Iterable[str]:
    yield from _left_alone(found, diary)
    if log.format == "pain_diary":
        yield from taken_days(log.mornings, diary)


def _left_alone(found: list[Entry], diary: Diary) -> tuple[str, ...]:
    """Entries that are in the diary already, but say something else there: told, never overwritten."""
    held: dict[str, Entry] = {
        e.entry: e for group in (diary.bouts, diary.mornings, diary.rests) for e in group
    }
    other = [e for e in found if e.entry in held and _content(held[e.entry]) != _content(e)]
    if not other:
        return ()
    named = ", ".join(f"{e.day} {clean(getattr(e, 'exercise', 'entry'), limit=40)}" for e in other[:3])
    more = f" and {len(other) - 3} more" if len(other) > 3 else ""
    return (
        f"{len(other)} entries are in the diary with other values and were left as they are: {named}{more}. "
        "Amend them, or undo the earlier import and import again.",
    )


def _untied(log: ForeignLog, names: Mapping[str, Mapped]) -> tuple[str, ...]:
    """Names in the map that the file does not have."""
    there = sorted({bout.exercise for bout in log.bouts})
    remarks = []
    for name in names:
        if name not in there:
            near = nearest(name, there)
            hint = f" Did you mean “{near}”?" if near else ""
            remarks.append(f"“{name}” in the map is no exercise of this file.{hint}")
    return tuple(remarks)


def _fresh(log: ForeignLog, found: list[Entry], diary: Diary) -> list[Entry]:
    """What of a file is to be added: by its content or its days, where ids cannot tell."""
    if log.format == "rehab":
        return _not_yet(found, diary)
    return list(on_free_days(log.mornings, diary)) if log.format == "pain_diary" else found


def _not_yet(found: list[Entry], diary: Diary) -> list[Entry]:
    """The entries whose content is not in the diary yet, counted: two equal ones need two there.

    A CSV of our own has no ids, so what was typed and then exported is known by its content.
    """
    held: list[Entry] = [*diary.bouts, *diary.mornings, *diary.rests]
    there = Counter(map(_content, held))
    fresh = []
    for entry in found:
        content = _content(entry)
        if there[content]:
            there[content] -= 1
        else:
            fresh.append(entry)
    return fresh


def _content(entry: Entry) -> Entry:
    if isinstance(entry, Bout):
        return replace(entry, entry="", origin="")
    if isinstance(entry, RestDay):
        return replace(entry, entry="", why=None)
    return replace(entry, entry="")
