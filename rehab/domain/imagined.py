"""Diaries with entries that nobody made, to decide on: mornings, milder scores, a week done as planned."""

from dataclasses import replace
from datetime import date

from rehab.domain.days import Week
from rehab.domain.diary import Bout, Diary, Morning, Screen
from rehab.domain.doses import SetDone
from rehab.domain.fold import WeekRecord
from rehab.domain.pain import LOW_MAX
from rehab.domain.schedule import lay_sets
from rehab.domain.standing import SeriesWeek

_ID = "imagined"


def capped(diary: Diary, window: Week, score: int, stiffness_min: int | None = None) -> Diary:
    """The diary with no score of a week, nor of the morning after it, above ``score``.

    With a ``stiffness_min``, no stiffness of those mornings is above so many minutes either.
    """
    days = {*window.days, window.end}

    def lower(value: int | None, most: int | None = score) -> int | None:
        return value if value is None or most is None else min(value, most)

    def calmer(morning: Morning) -> Morning:
        return replace(
            morning,
            score=lower(morning.score),
            rest_pain=lower(morning.rest_pain),
            stiffness_min=lower(morning.stiffness_min, stiffness_min),
        )

    mornings = tuple(calmer(m) if m.day in days else m for m in diary.mornings)
    bouts = tuple(
        replace(
            b,
            pain_before=lower(b.pain_before),
            pain_during=lower(b.pain_during),
            pain_after=lower(b.pain_after),
        )
        if b.day in window
        else b
        for b in diary.bouts
    )
    return replace(diary, mornings=mornings, bouts=bouts)


def with_mornings(diary: Diary, days: list[date], score: int) -> Diary:
    """The diary with a morning score on each of ``days`` that has none."""
    known = {m.day for m in diary.mornings if m.score is not None}
    given = (Morning(f"{_ID}-{day}", day, score) for day in days if day not in known)
    return replace(diary, mornings=(*diary.mornings, *given))


def week_completed(diary: Diary, record: WeekRecord, today: date, score: int) -> Diary:
    """The diary with the rest of a week done as planned at a pain of ``score``, and mornings no worse."""
    week, still = record.week, [day for day in record.week.days if day >= today]
    bouts = [
        bout_as_planned(item, day, amount, score)
        for item in record.series.values()
        for day, amount in item.sessions
        if day in still and not diary.day_sums.get((item.series, item.exercise.volume_unit), {}).get(day)
    ]
    known = [
        m.score for day, m in sorted(diary.morning_by_day.items()) if m.score is not None and day <= today
    ]
    calm = min(known[-1] if known else 0, LOW_MAX)
    mornings = [day for day in (*still, week.end) if day not in diary.morning_by_day]
    done = replace(
        diary, bouts=(*diary.bouts, *bouts), screens=(*diary.screens, Screen(_ID, week.end, True, {}))
    )
    return with_mornings(done, mornings, calm)


def bout_as_planned(item: SeriesWeek, day: date, amount: int, score: int) -> Bout:
    """A bout of a series that holds ``amount`` as the week would lay it, with a pain of ``score``."""
    load = item.load_g or 1
    sets = tuple(SetDone(n, item.load_g) for n in lay_sets(-(-amount // load), item.prescription))
    entry = f"{_ID}-{item.series.exercise}-{item.series.side}-{day}"
    pains = (min(score, LOW_MAX), score, score)
    return Bout(
        entry, day, item.series.exercise, item.series.side, item.exercise.unit, sets, *pains, stage=item.stage
    )
