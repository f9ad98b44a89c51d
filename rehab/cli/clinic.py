"""More of the clinician's verb: exceptions, words to the patient, programmes, and the caseload."""

import argparse
from functools import partial
from typing import TYPE_CHECKING

from rehab.cli.output import say, say_json, tell
from rehab.cli.shares import tell_goes_on
from rehab.cli.verbs import Handler, Verbs, add_verb, open_desk

if TYPE_CHECKING:
    from rehab.actions.overrides import Excepted

_KINDS = """\
granularity EXERCISE    where one step would pass the weekly limit, allow that step after enough weeks without
                        a breach; the true percent is shown
limit EXERCISE AMOUNT   the week's limit of each side, such as 90, 45min or 3x30@5kg, higher or lower than the
                        rules'; the target, the session and the rolling guard still hold
dose EXERCISE DOSE      each session, such as 3x8, 30min or 3x8@5kg, in place of the planned one; neither the
                        target nor the session guard cuts it
deload EXERCISE|all     a lighter week, 75 % of the reference
faster-ramp EXERCISE|all [PERCENT]
                        after a break, up to PERCENT (11 to 20, else 20; project rule) a week and a session
                        instead of 10, never above the reference before the break

None of them ends a STOP or a PAUSE, and pain that calls for a REGRESS on the day of the exception or later
stands over a limit or dose. A limit or dose below the reference lowers it."""
_ASSIGN_SHAPE = """\
{"urgency","programme","version","hash","starts","phase","stored":bool,
 "changes":[{"where","what","before","after"}],"decisions":[text…]}"""
_CASELOAD_SHAPE = """\
{"urgency","day","patients":[{"patient","name","born","urgency","findings":[id…],
 "trend":"worsening|higher|unknown|stable|slightly_improving|improving",
 "adherence":{"weeks","planned","done","extra","percent"},"last_entry","days_since","next_review",
 "review_passed":bool}],"unread":[{"patient","name","born","why"}],"left_out"}"""


def add_parts(parts: Verbs, shared: argparse.ArgumentParser) -> None:
    """Add the parts to the clinician's verb."""
    override = add_verb(parts, shared, "override", _override, "make an exception to a rule")
    override.epilog = _KINDS
    override.add_argument(
        "kind", choices=["granularity", "limit", "dose", "deload", "faster-ramp"], help="see below"
    )
    override.add_argument("exercise", metavar="EXERCISE", help="the id of an exercise of the programme")
    override.add_argument("amount", nargs="?", metavar="AMOUNT", help="as the kind asks")
    override.add_argument(
        "--week", metavar="this|next|DATE", help="from which week on (next; granularity: from today on)"
    )
    signed(override)
    override.add_argument("--why", required=True, help="the reason")
    override.add_argument(
        "--until", metavar="DATE", help="its last day (else it is open-ended; deload: one week)"
    )
    note = add_verb(parts, shared, "note", _note, "write a note that the patient sees on Today")
    note.add_argument("text", metavar="TEXT", help="the words; a later note takes their place")
    signed(note)
    note.add_argument(
        "--until", metavar="DATE", help="the last day on which it is shown (else until the next)"
    )
    review = add_verb(parts, shared, "review", _review, "set the day of the next review")
    review.add_argument("day", metavar="DATE", help="today or later, YYYY-MM-DD")
    signed(review)
    words = "give the patient another programme, or a new version of theirs; shows what differs"
    assign = add_verb(parts, shared, "assign", _assign, words, shape=_ASSIGN_SHAPE)
    assign.add_argument("programme", metavar="FILE|ID", help="a file, or a programme that comes with rehab")
    assign.add_argument("--week", default="next", metavar="this|next|DATE", help="from which week on (next)")
    assign.add_argument("--phase", metavar="PHASE", help="begin with this phase (else the present one stays)")
    signed(assign)
    assign.add_argument("--dry-run", action="store_true", help="only show what differs and what changes")
    many = add_verb(
        parts, shared, "caseload", _caseload, "all patients, who needs attention first", shape=_CASELOAD_SHAPE
    )
    many.add_argument("--filter", default="", metavar="TEXT", help="part of a name, a birth year, or an id")


def signed(part: argparse.ArgumentParser) -> None:
    """The options without which nothing of a clinician is put on record.

    Once it is, a copy that came by a share says that it goes on from the patient's own.
    """
    part.add_argument("--by", required=True, metavar="NAME", help="the clinician's name")
    part.add_argument("--role", required=True, help="the clinician's role")
    part.set_defaults(handler=partial(_on_record, part.get_default("handler")))


def _on_record(act: Handler, arguments: argparse.Namespace) -> int:
    code = act(arguments)
    if not getattr(arguments, "dry_run", False):
        tell_goes_on(open_desk(arguments))
    return code


def _override(arguments: argparse.Namespace) -> int:
    from rehab.actions.overrides import override
    from rehab.domain.words import OverrideKind
    from rehab.render.history_text import payload_text
    from rehab.render.words import short_id

    done = override(
        open_desk(arguments),
        OverrideKind(arguments.kind.replace("-", "_")),
        arguments.exercise,
        arguments.amount,
        by=arguments.by,
        role=arguments.role,
        why=arguments.why,
        until=arguments.until,
        week=arguments.week,
    )
    for made in done.made:
        say(f"{short_id(made.entry)}  On record from {made.day} on: {payload_text(made)}")
    tell(_effect(done))
    return 0


def _effect(done: "Excepted") -> list[str]:
    """What the first week under an exception allows; where the exception changes nothing, why."""
    from rehab.render.plan_text import limit_line
    from rehab.render.words import side_letter

    if done.week is None:
        return []
    made = {one.entry for one in done.made}
    return [
        limit_line(item, side_letter(item.series.side))
        + ("" if item.record.override in made else " (the exception changes nothing here)")
        for item in done.plans
    ]


def _note(arguments: argparse.Namespace) -> int:
    from rehab.actions.clinician_notes import note
    from rehab.render.words import short_id

    said = note(
        open_desk(arguments), arguments.text, by=arguments.by, role=arguments.role, until=arguments.until
    )
    until = f" until {said.until}" if said.until else ""
    say(f"{short_id(said.entry)}  The note of {said.by}, {said.role}, is shown on Today{until}.")
    return 0


def _review(arguments: argparse.Namespace) -> int:
    from rehab.actions.clinician_notes import review
    from rehab.render.words import short_id

    said = review(open_desk(arguments), arguments.day, by=arguments.by, role=arguments.role)
    say(f"{short_id(said.entry)}  The next review is on {said.due}, by {said.by}, {said.role}.")
    return 0


def _assign(arguments: argparse.Namespace) -> int:
    from rehab.actions.assignments import assign
    from rehab.domain.findings import urgency
    from rehab.render.changed_text import changed_lines
    from rehab.render.programme_change_text import change_json, change_lines

    done = assign(
        open_desk(arguments),
        arguments.programme,
        by=arguments.by,
        role=arguments.role,
        week=arguments.week,
        phase=arguments.phase,
        dry_run=arguments.dry_run,
    )
    given = done.assignment
    if arguments.json:
        say_json(
            {
                "urgency": urgency(done.findings).value,
                "programme": given.programme.id,
                "version": given.programme.version,
                "hash": given.programme_hash,
                "starts": str(given.starts),
                "phase": done.phase.id,
                "stored": done.stored,
                "changes": [change_json(one) for one in done.changes],
                "decisions": changed_lines(done.decisions),
            }
        )
        return 0
    say("\n".join([*change_lines(done.changes), *changed_lines(done.decisions)]))
    name = f"{given.programme.id} {given.programme.version}, hash {given.programme_hash[:12]}"
    where = f"from the week of {given.starts} on, in phase {done.phase.id}"
    say(f"{'Assigned' if done.stored else 'Would be assigned'}: {name}, {where}.")
    if not done.stored:
        tell("Nothing was stored.")
    return 0


def _caseload(arguments: argparse.Namespace) -> int:
    from rehab.actions.caseload import caseload
    from rehab.render.caseload_text import caseload_json, caseload_page

    found = caseload(arguments.diary, arguments.today, arguments.filter)
    unread = [
        {"patient": one.person.id, "name": one.person.name, "born": str(one.person.born), "why": one.why}
        for one in found.unread
    ]
    tell(
        f"! {one.person.name}, born {one.person.born.year}, could not be read: {one.why}"
        for one in found.unread
    )
    if arguments.json:
        say_json(
            {
                "urgency": found.urgency.value,
                "day": str(found.day),
                "patients": [caseload_json(line) for line in found.lines],
                "unread": unread,
                "left_out": found.left_out,
            }
        )
        return 0
    say(caseload_page(found.lines))
    if found.left_out:
        tell(f"{found.left_out} more do not fit the filter.")
    return 0
