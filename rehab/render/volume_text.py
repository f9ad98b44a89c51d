"""Weekly volumes as a plain table."""

from rehab.domain.doses import amount_text
from rehab.domain.volume_table import VolumeLine, VolumeWeek
from rehab.render.words import decision_word, side_letter


def volume_page(weeks: tuple[VolumeWeek, ...]) -> str:
    """The weeks, oldest first, a line for each exercise and side with anything to show."""
    lines = [
        f"{'week':<10} {'exercise':<28} {'done':>9} {'reference':>9} {'cap':>9} {'limit':>9}  decision",
    ]
    for week in weeks:
        shown = [line for line in week.lines if line.record or line.bouts]
        if not shown:
            lines.append(f"{week.week.start} {'nothing logged':<28}")
        for number, line in enumerate(shown):
            lines.append(f"{str(week.week.start) if number == 0 else '':<10} {_line(line)}")
    lines += ["", "over: more than the rule allows. Amounts are per week; sides are kept apart."]
    return "\n".join(lines)


def _line(line: VolumeLine) -> str:
    record, unit = line.record, line.unit
    name = f"{line.series.exercise[:25]} {side_letter(line.series.side)}".strip()
    done = amount_text(unit, line.actual)
    if record is None:
        return f"{name:<28} {done:>9} {'–':>9} {'–':>9} {'–':>9}  {line.bouts} bouts, {line.sets} sets"
    numbers = (record.reference, record.cap, record.limit)
    columns = " ".join(f"{amount_text(unit, n):>9}" for n in numbers)
    verdict = f"{decision_word(record.ruling.kind)} {record.ruling.rule}"
    return f"{name:<28} {done:>9} {columns}  {verdict}" + ("  over" if line.over else "")
