"""The worked examples of the 10 % rule, told week by week."""

from datetime import date, timedelta

from rehab.domain.days import week_of
from rehab.domain.diary import Diary
from rehab.domain.fold import fold
from rehab.domain.plan import week_plan
from rehab.domain.standing import SeriesWeek
from rehab.domain.words import DecisionKind as Kind
from tests.samples import DAILY, MONDAY, bout, diary, mornings, phase, prescription, programme, with_entries


def weeks(book: Diary, count: int) -> list[SeriesWeek]:
    """The series' record of the first ``count`` weeks, read on the day after the last."""
    last = week_of(book.starts, book.starts + timedelta(weeks=count - 1))
    return [next(iter(r.series.values())) for r in fold(book, last, last.start)]


def lived(book: Diary, week: int, *sessions: tuple[int, ...], scored: int = 7) -> Diary:
    """Adds one week: a session of the given sets on days 0, 2, 4… and ``scored`` mornings of 0."""
    first = book.starts + timedelta(weeks=week)
    bouts = [bout(first + timedelta(days=2 * n), *sets) for n, sets in enumerate(sessions) if sets]
    return with_entries(book, *bouts, *mornings(first, scored))


def test_new_patient_starting_on_a_thursday_progresses_from_the_second_week_on() -> None:
    thursday = date(2026, 3, 5)
    book = diary(starts=thursday, weekdays=(3, 5, 0))
    book = lived(book, 0, (8, 8, 8), (8, 8, 8), (8, 8, 8))
    book = with_entries(book, *mornings(thursday + timedelta(weeks=1), 1))
    first, second = weeks(book, 2)
    assert (first.reference, first.limit, first.planned, first.done) == (72, 72, 72, 72)
    assert (second.reference, second.cap, second.limit) == (72, 79, 79)
    assert second.ruling.kind is Kind.PROGRESS
    assert second.planned == 78, "79 allowed, but no session above 110 % of 24"
    plan = week_plan(book, week_of(thursday, thursday + timedelta(weeks=1)), thursday + timedelta(weeks=1))
    assert [s.day.weekday() for s in plan.exercises[0].sessions] == [3, 5, 0]
    assert [s.total for s in plan.exercises[0].sessions] == [26, 26, 26]


def test_overshoot_of_sixty_percent_holds_at_the_limit_and_then_grows_from_it() -> None:
    book = lived(diary(), 0, (8, 8, 8), (8, 8, 8), (8, 8, 8))
    book = lived(book, 1, (13, 13, 12), (13, 13, 12), (13, 13, 12))
    book = lived(book, 2, (9, 9, 8), (9, 9, 8), (9, 9, 9))
    book = lived(book, 3)
    _, second, third, fourth = weeks(book, 4)
    assert (second.limit, second.done) == (79, 114)
    assert (third.ruling.rule, third.ruling.kind, third.limit) == ("P8", Kind.HOLD, 79)
    assert fourth.reference == 79
    assert fourth.limit <= 86, "10 % on the limit, never on the overshoot"
    assert "P8" not in {row.rule for row in fourth.rows}


def test_a_week_with_one_missed_session_keeps_the_reference() -> None:
    book = lived(diary(), 0, (8, 8, 8), (8, 8, 8), (8, 8, 8))
    book = lived(book, 1, (9, 9, 8), (), (9, 9, 8))
    book = lived(book, 2)
    _, second, third = weeks(book, 3)
    assert (second.base, second.planned, second.largest_planned) == (72, 78, 26)
    assert (second.done, third.reference) == (52, 72)
    assert (third.ruling.rule, third.limit) == ("P11", 72)


def test_silent_weeks_and_honest_rest_weeks_both_end_in_re_entry() -> None:
    from rehab.domain.diary import RestDay

    base = diary()
    for week in range(3):
        base = lived(base, week, (8, 8, 8), (8, 8, 8), (8, 8, 8))
    start = MONDAY + timedelta(weeks=3)
    rests = [RestDay(f"r{n}", start + timedelta(days=n)) for n in range(21)]
    for book in (base, with_entries(base, *rests)):
        last = weeks(book, 7)[-1]
        assert (last.ruling.rule, last.ruling.kind) == ("P5", Kind.RE_ENTRY)
        assert last.limit == 36, "24 days since the last bout: half of 72"
        assert last.reference == 72, "cuts never compound over weeks without a bout"
        assert 0 < last.planned <= last.limit


def test_silence_for_a_year_still_leaves_half_the_entry_dose() -> None:
    book = lived(diary(), 0, (8, 8, 8), (8, 8, 8), (8, 8, 8))
    last = weeks(book, 53)[-1]
    assert (last.ruling.kind, last.limit) == (Kind.RE_ENTRY, 36)
    assert last.planned == 36


def test_a_deload_is_never_a_reference() -> None:
    book = diary(programme(phase(prescription(target=(3, 30)))))
    for week in range(5):
        record = weeks(book, week + 1)[-1]
        book = lived(book, week, *[(amount,) for _, amount in record.sessions])
    records = weeks(lived(book, 5), 6)
    kinds = [r.ruling.kind for r in records]
    assert kinds == [Kind.HOLD, Kind.PROGRESS, Kind.PROGRESS, Kind.DELOAD, Kind.HOLD, Kind.PROGRESS]
    fourth, fifth, sixth = records[3:]
    assert fourth.done == fourth.planned < fourth.reference
    assert fifth.reference == fourth.reference
    assert fifth.limit == fifth.reference, "the week after returns to R, not to more"
    assert sixth.reference == fifth.reference


def test_settle_phase_never_deloads() -> None:
    from rehab.domain.words import PhaseKind

    book = diary(programme(phase(prescription(days=7, rest=0), kind=PhaseKind.SETTLE)), weekdays=DAILY)
    for week in range(6):
        record = weeks(book, week + 1)[-1]
        first = book.starts + timedelta(weeks=week)
        bouts = [bout(day, amount) for day, amount in record.sessions]
        book = with_entries(book, *bouts, *mornings(first, 7))
    assert Kind.DELOAD not in {r.ruling.kind for r in weeks(book, 6)}
