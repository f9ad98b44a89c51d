"""The first sheet of the report: who, what is open, this week's decision, volume, pain, what is missing."""

from collections.abc import Iterable, Iterator

from rehab.domain.findings import Finding
from rehab.domain.measure_scales import SCALES
from rehab.domain.measures import taken
from rehab.domain.report import Report, last_day
from rehab.domain.reported import Reported
from rehab.domain.words import MeasureKind
from rehab.render.course_parts import (
    course_title,
    done_text,
    masked_text,
    pain_table,
    volume_limits,
)
from rehab.render.course_text import course_line
from rehab.render.fact_text import fact_lines
from rehab.render.measure_text import compared, scores_text
from rehab.render.page_parts import Block, Pairs, Paragraph, Section, Table
from rehab.render.phase_text import phase_head
from rehab.render.record_parts import (
    NOTHING_OPEN,
    bullets,
    by_action,
    capital,
    event_line,
    exception_lines,
    who_pairs,
)
from rehab.render.report_weeks import adherence_text
from rehab.render.words import day_text, decision_line, urgency_text

SESSION = "A session is one exercise on one side on one day."
PAIN_WEEKS = 3
"""So many weeks of pain, the newest, are on the first sheet."""
_FACTS_SHOWN = 3
_SHOWN = 3
"""So many treatments and questions, the newest, are on the first sheet; the detail has all."""


def summary_sections(report: Report) -> tuple[Section, ...]:
    """What a clinician needs first; everything that is cut here stands whole in the detail."""
    return (
        Section("Who", (Pairs(_who(report)),)),
        Section("Open findings", (bullets(_findings(report.findings), NOTHING_OPEN),)),
        Section("This week's decision", tuple(_decision(report))),
        Section("This week's volume", (_volume(report),)),
        Section("Pain", tuple(_pain(report))),
        Section("Done, noted, asked, missing", (Pairs((*_noted(report), *_missing(report))),)),
    )


def _who(report: Report) -> tuple[tuple[str, str], ...]:
    weeks = len(report.weeks)
    span = f"{day_text(report.first)} to {day_text(last_day(report))}"
    period = f"{span}: {weeks} training week{'' if weeks == 1 else 's'}"
    phase, review = phase_head(report.readiness), report.review
    said = f"{day_text(review.due)}, said by {review.by}, {review.role}" if review else "none is set"
    who = who_pairs(report.diary, report.day, phase)
    return (*who, ("Next review", said), ("Period of this report", period))


def _findings(reports: Iterable[Reported]) -> list[str]:
    lines = by_action((one.finding for one in reports), _finding)
    return [f"{capital(urgency_text(urgency))}: {line}" for urgency, line in lines]


def _finding(found: Finding) -> str:
    times = f"{found.count} times, first on" if found.count > 1 else "since"
    often = f", {times} {day_text(found.since)}" if found.since else ""
    return f"{found.text.rstrip('.')} ({found.id}{often})."


def _decision(report: Report) -> Iterator[Block]:
    row, plan = report.plan.decision, report.plan
    yield Paragraph(f"{decision_line(row)}. {row.text}")
    if facts := fact_lines(row.because, plan.unit):
        hidden = len(facts) - _FACTS_SHOWN
        more = f"; and {hidden} more in the detail" if hidden > 0 else ""
        yield Paragraph(f"Because: {'; '.join(facts[:_FACTS_SHOWN])}{more}.")
    if plan.provisional:
        yield Paragraph("The plan is provisional: what decides it has not all been given yet.")
    if plan.record.left:
        yield Paragraph(plan.record.left)


def _volume(report: Report) -> Block:
    now = report.weeks[-1].week
    rows = [
        (course_title(course), done_text(course.unit, one.line), *volume_limits(course.unit, one.line))
        for course in report.courses
        for one in course.weeks
        if one.week == now
    ]
    if not rows:
        return Paragraph("No volume is on record for this week, and none is planned.")
    head = ("Exercise", "Done so far", "Reference", "Cap", "Limit", "Decision")
    return Table(f"The week from {now.start}, which has not ended", head, tuple(rows))


def _pain(report: Report) -> Iterator[Block]:
    yield Paragraph(f"{course_line(report.trend)}. {masked_text(report.masked)}")
    yield pain_table([one.pain for one in report.weeks[-PAIN_WEEKS:]])


def _noted(report: Report) -> Iterator[tuple[str, str]]:
    yield "Sessions of the plan", f"{adherence_text(report.adherence)} {SESSION}"
    measures = tuple(_measures(report))
    yield "Outcome measures", "; ".join(measures) or "none is on record"
    yield from _clinician(report)
    yield "Treatments and examinations", _newest(event_line(one) for one in report.treatments)
    asked = (f"{day_text(one.day)}: “{one.note}”" for one in report.questions)
    yield "What the patient asks", _newest(asked)


def _clinician(report: Report) -> Iterator[tuple[str, str]]:
    """What a clinician has set and said, where it still holds; it stands above what the rules decide."""
    day = report.day
    held = [one for one in report.overrides if one.until is None or one.until >= day]
    if held:
        lines = exception_lines(held, _SHOWN)
        yield "A clinician's exceptions", _newest(f"{line.rstrip('.')}." for line in lines)
    if note := report.diary.note_on(day):
        yield "A clinician's note", f"{day_text(note.day)}, by {note.by}, {note.role}: “{note.text}”"


def _measures(report: Report) -> Iterator[str]:
    for kind in MeasureKind:
        if found := taken(report.diary, kind, report.day):
            newest = found[-1]
            changes = [f"{since}: {told[0]}" for since, told in compared(report.diary, newest)[:1]]
            said = f"{SCALES[kind].title} on {day_text(newest.day)}: {scores_text(newest)}"
            yield ". ".join((said, *(changes if SCALES[kind].clear is not None else ())))


def _newest(lines: Iterable[str]) -> str:
    """The newest of some lines, and how many more stand in the detail."""
    found = list(lines)
    more = f" (and {len(found) - _SHOWN} more in the detail)" if len(found) > _SHOWN else ""
    return " ".join(reversed(found[-_SHOWN:])) + more if found else "none on record in this period"


def _missing(report: Report) -> Iterator[tuple[str, str]]:
    gaps = report.missing
    missing = (
        f"days without an entry {len(gaps.unlogged)} of {gaps.days}",
        f"mornings without a score {len(gaps.no_morning)} of {gaps.days}",
        f"bouts without a score during {gaps.unscored} of {gaps.bouts}",
        f"ended weeks without the weekly questions {gaps.unscreened} of {gaps.ended}",
    )
    yield "Missing", "; ".join(missing)
    asked = gaps.screen.reason if gaps.screen else "The questions about serious causes are not due."
    due = [f"{SCALES[one.measure.kind].title} (since {day_text(one.since)})" for one in gaps.measures]
    yield "Due", f"{asked} Outcome measures due: {', '.join(due) or 'none'}."
