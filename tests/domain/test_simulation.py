"""Simulated patients: the perfect one arrives, the flaring one goes back, the absent one returns."""

from dataclasses import replace
from datetime import timedelta

from rehab.domain.fold import fold
from rehab.domain.plan import week_plan
from rehab.domain.simulation import ABSENT, FLARING, PERFECT, Patient, healthy_diary, live, unreached
from rehab.domain.standing import SeriesWeek
from rehab.domain.words import DecisionKind as Kind
from tests.samples import phase, prescription, programme

OF = programme(phase(prescription(target=(3, 12)), weeks=10))


def lived(patient: Patient, weeks: int = 10) -> list[SeriesWeek]:
    return [next(iter(w.record.series.values())) for w in live(healthy_diary(OF), weeks, patient)]


def test_the_perfect_patient_reaches_the_target_and_stays_there() -> None:
    done = [week.done for week in lived(PERFECT)]
    assert done[0] == 72
    assert max(done) == 108
    assert {week.ruling.rule for week in lived(PERFECT)} == {"P13", "P10"}
    assert all(week.done == week.planned for week in lived(PERFECT))


def test_the_flaring_patient_regresses_after_each_flare_and_never_to_nothing() -> None:
    weeks = lived(FLARING, 12)
    kinds = [week.ruling.kind for week in weeks]
    assert [n for n, kind in enumerate(kinds) if kind is Kind.REGRESS] == [4, 8]
    assert all(week.planned > 0 for week in weeks)
    assert all(week.limit < week.reference for week in weeks if week.ruling.kind is Kind.REGRESS)


def test_the_absent_patient_re_enters_lower_and_grows_again() -> None:
    weeks = lived(ABSENT)
    assert [week.done == 0 for week in weeks[:6]] == [False, False, True, True, True, False]
    assert [week.ruling.kind for week in weeks[3:6]] == [Kind.RE_ENTRY] * 3
    assert 0 < weeks[5].done <= weeks[5].reference // 2
    assert weeks[8].done > weeks[5].done


def test_living_week_by_week_tells_the_same_as_the_whole_fold() -> None:
    for patient in (PERFECT, FLARING, ABSENT):
        weeks = list(live(healthy_diary(OF), 8, patient))
        last, end = weeks[-1].record.week, weeks[-1].record.week.end
        whole = list(fold(weeks[-1].diary, last, end))
        assert [record.series for record in whole] == [week.record.series for week in weeks]
        today = last.start
        assert (
            week_plan(weeks[-1].diary, last, today).record.series.keys()
            == weeks[-1].plan.record.series.keys()
        )


def test_a_target_out_of_reach_is_told() -> None:
    near = replace(prescription(target=(3, 8)), exit=True)
    far = replace(prescription(target=(3, 80)), exit=True)
    assert unreached(programme(phase(near, weeks=1))) == ()
    (text,) = unreached(programme(phase(far, weeks=4)))
    assert "raise does not reach its target within 4 weeks" in text
    assert unreached(programme(phase(prescription(target=(3, 80)), weeks=4))) == ()


def test_phases_follow_each_other_in_the_healthy_diary() -> None:
    book = healthy_diary(programme(phase(name="a", weeks=2), phase(name="b", weeks=3)))
    days = [(start.day - book.starts) // timedelta(weeks=1) for start in book.phases]
    assert days == [0, 2]
    assert book.phase_on(book.starts + timedelta(weeks=2)).id == "b"
