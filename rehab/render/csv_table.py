"""The diary as CSV in the program's own columns, for spreadsheets and for ``import``."""

import csv
import io
from collections.abc import Iterator
from datetime import date

from rehab.domain.diary import Bout, Diary, Morning, Raised, RestDay
from rehab.domain.doses import SetDone, dose_code, mass_text
from rehab.domain.flags import open_on
from rehab.domain.own_format import COLUMNS, MORNING_ANSWERS, YES_NO, guarded
from rehab.domain.text import clean

_TEXTS = ("exercise", "note")


def csv_text(diary: Diary) -> str:
    """Every bout, morning, rest day and open finding as one row, by day; no text cell begins a formula."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for row in sorted(_rows(diary), key=lambda row: str(row["day"])):
        for name in _TEXTS:
            row[name] = guarded(clean(str(row.get(name, "")), multiline=True))
        writer.writerow({name: "" if value is None else value for name, value in row.items()})
    return out.getvalue()


def _rows(diary: Diary) -> Iterator[dict[str, object]]:
    yield from map(_morning, diary.mornings)
    yield from map(_bout, diary.bouts)
    yield from map(_rest, diary.rests)
    yield from map(_finding, open_on(diary.raised, diary.clearances, date.max))


def _bout(bout: Bout) -> dict[str, object]:
    loads = {s.load_g for s in bout.sets}
    shared = loads.pop() if len(loads) == 1 else None
    sets = tuple(SetDone(s.amount) for s in bout.sets) if shared is not None else bout.sets
    return {
        "day": bout.day,
        "kind": "bout",
        "exercise": bout.exercise,
        "side": bout.side,
        "dose": dose_code(bout.unit, sets),
        "load_kg": "" if shared is None else mass_text(shared).removesuffix("kg"),
        "minutes": bout.minutes,
        "effort": bout.effort,
        "pain_before": bout.pain_before,
        "pain_during": bout.pain_during,
        "pain_after": bout.pain_after,
        "note": bout.note,
        "stage": bout.stage,
    }


def _morning(morning: Morning) -> dict[str, object]:
    return {
        "day": morning.day,
        "kind": "morning",
        "morning": morning.score,
        "rest_pain": morning.rest_pain,
        "stiffness_min": morning.stiffness_min,
        "woken": morning.woken,
        "note": morning.note,
        **{name: _yes_no(getattr(morning, name)) for name in MORNING_ANSWERS},
    }


def _yes_no(given: bool | None) -> str | None:
    return None if given is None else YES_NO[given]


def _finding(raised: Raised) -> dict[str, object]:
    return {
        "day": raised.day,
        "kind": "finding",
        "exercise": raised.item,
        "dose": raised.urgency.value,
        "note": raised.text,
    }


def _rest(rest: RestDay) -> dict[str, object]:
    return {"day": rest.day, "kind": "rest", "note": rest.note}
