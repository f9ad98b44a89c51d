"""The decisions that an amendment changes, in words: one line a week and exercise."""

from collections.abc import Sequence

from rehab.domain.decision_changes import Changed
from rehab.domain.doses import amount_text
from rehab.domain.standing import SeriesWeek
from rehab.render.words import decision_word, side_letter

SHOWN = 12
"""So many lines are shown; a corrected entry of last year may change every week since."""


def changed_lines(found: Sequence[Changed], shown: int = SHOWN) -> list[str]:
    """What is decided otherwise, oldest week first; one sentence when nothing is."""
    if not found:
        return ["No decision changes by this."]
    lines = ["This changes decisions:"]
    lines += [
        f"  week of {one.start}, {_name(one)}: {_said(one.before)} → {_said(one.after)}"
        for one in found[:shown]
    ]
    if len(found) > shown:
        lines.append(f"  and {len(found) - shown} more, up to the week of {found[-1].start}")
    return lines


def _name(one: Changed) -> str:
    return f"{one.series.exercise} {side_letter(one.series.side)}".strip()


def _said(week: SeriesWeek | None) -> str:
    if week is None:
        return "not in the plan"
    limit = amount_text(week.exercise.volume_unit, week.limit)
    return f"{decision_word(week.ruling.kind)} ({week.ruling.rule}), limit {limit}"
