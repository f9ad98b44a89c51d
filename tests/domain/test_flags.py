"""Red flags stand until a clearance names them, and one cause is raised once."""

from collections.abc import Collection
from datetime import date, timedelta

import pytest

from rehab.actions.plans import screening
from rehab.domain.diary import Clearance, Fact, Raised
from rehab.domain.flags import newly_raised, open_on, stops
from rehab.domain.triage import Hit, triage
from rehab.domain.words import Urgency
from tests.samples import MONDAY

LATER = MONDAY + timedelta(days=30)


def raised(item: str, urgency: Urgency, entry: str, day: date = MONDAY) -> Raised:
    return Raised(entry, day, item, urgency, "text", {}, "s1")


def cleared(day: date, *entries: str) -> Clearance:
    return Clearance(f"c-{day}", day, entries, "Dr A", "doctor", "seen")


def anew(
    known: dict[str, Fact],
    said: dict[str, Fact],
    before: tuple[Raised, ...] = (),
    clearances: tuple[Clearance, ...] = (),
    day: date = LATER,
    risen: Collection[str] = (),
) -> list[str]:
    hits: tuple[Hit, ...] = triage(screening(), {**known, **said}).hits
    found = newly_raised(hits, said, before, clearances, day, lambda _: risen)
    return [hit.item.id for hit in found]


FLAG = raised("U01", Urgency.TWO_WEEKS, "r1")


def test_a_flag_is_open_from_its_day_until_a_clearance_that_names_it() -> None:
    clearance = cleared(LATER, "r1")
    assert open_on([FLAG], [clearance], MONDAY - timedelta(days=1)) == ()
    assert open_on([FLAG], [clearance], MONDAY) == (FLAG,)
    assert open_on([FLAG], [clearance], LATER - timedelta(days=1)) == (FLAG,)
    assert open_on([FLAG], [clearance], LATER) == ()
    assert open_on([FLAG], [cleared(LATER, "r2")], LATER) == (FLAG,)
    assert open_on([FLAG], [], LATER + timedelta(days=3650)) == (FLAG,)


def test_a_clearance_ends_only_the_entry_that_it_names() -> None:
    again = raised("U01", Urgency.TWO_WEEKS, "r2", LATER)
    assert open_on([FLAG, again], [cleared(LATER, "r1")], LATER) == (again,)


def test_open_flags_stand_most_urgent_first_then_as_raised() -> None:
    flags = [
        raised("R03", Urgency.ROUTINE, "a"),
        raised("E01", Urgency.EMERGENCY, "b"),
        raised("U01", Urgency.TWO_WEEKS, "c"),
        raised("E02", Urgency.EMERGENCY, "d"),
    ]
    assert [one.entry for one in open_on(flags, [], MONDAY)] == ["b", "d", "c", "a"]
    assert stops(flags) is Urgency.EMERGENCY
    assert stops([]) is Urgency.NONE


def test_what_is_said_for_the_first_time_is_raised() -> None:
    assert anew({}, {"weight_loss": True}) == ["U01"]
    assert anew({"weight_loss": True}, {"snapping": False}) == ["U01"]
    assert anew({}, {"weight_loss": False}) == []


def test_a_later_no_raises_nothing_and_clears_nothing() -> None:
    assert anew({}, {"weight_loss": False}, (FLAG,)) == []
    assert open_on([FLAG], [], LATER) == (FLAG,)


def test_said_again_while_open_counts_as_the_same_cause_once_more() -> None:
    assert anew({}, {"weight_loss": True}, (FLAG,)) == ["U01"]
    assert anew({"weight_loss": True}, {}, (FLAG,)) == []


def test_another_cause_on_record_keeps_nothing_from_being_raised() -> None:
    other = raised("E01", Urgency.EMERGENCY, "r2")
    assert anew({"weight_loss": True}, {}, (other,)) == ["U01"]


def test_what_is_raised_later_does_not_count_on_an_earlier_day() -> None:
    assert anew({"weight_loss": True}, {}, (FLAG,), day=MONDAY) == []
    assert anew({"weight_loss": True}, {}, (FLAG,), day=MONDAY - timedelta(days=1)) == ["U01"]


def test_a_cleared_cause_is_not_raised_again_by_an_old_fact() -> None:
    done = (cleared(LATER, "r1"),)
    assert anew({"weight_loss": True}, {"snapping": False}, (FLAG,), done) == []


def test_a_cleared_cause_is_raised_again_by_an_answer() -> None:
    done = (cleared(LATER, "r1"),)
    assert anew({}, {"weight_loss": True}, (FLAG,), done) == ["U01"]
    assert anew({}, {"weight_loss": "unsure"}, (FLAG,), done) == ["U01"]


def test_a_no_against_a_known_yes_is_no_new_answer() -> None:
    """The fact stands as known, and what was said is not what the hit rests on."""
    hits = triage(screening(), {"weight_loss": True}).hits
    done = (cleared(LATER, "r1"),)
    assert newly_raised(hits, {"weight_loss": False}, (FLAG,), done, LATER, lambda _: ()) == ()


def test_a_higher_urgency_is_raised_whether_open_or_cleared() -> None:
    night = raised("U03", Urgency.TWO_WEEKS, "r1")
    known: dict[str, Fact] = {"persistent_night_pain": True}
    more: dict[str, Fact] = {**known, "age": 60}
    for done in ((), (cleared(LATER, "r1"),)):
        assert anew(known, {}, (night,), done) == []
        assert anew(more, {}, (night,), done) == ["U03"]


def test_a_lower_urgency_than_before_is_not_raised_by_old_facts() -> None:
    night = raised("U03", Urgency.SAME_DAY, "r1")
    assert anew({"night_or_rest_pain": True}, {}, (night,), (cleared(LATER, "r1"),)) == []


def test_a_trend_that_has_risen_since_the_clearance_is_raised_again() -> None:
    night = raised("U03", Urgency.TWO_WEEKS, "r1")
    known: dict[str, Fact] = {"night_or_rest_pain": True}
    asked: list[date] = []

    def risen(since: date) -> Collection[str]:
        asked.append(since)
        return {"night_or_rest_pain"}

    hits = triage(screening(), known).hits
    assert newly_raised(hits, {}, (night,), (), LATER, risen) == ()
    assert asked == []
    done = (cleared(MONDAY + timedelta(days=2), "r1"), cleared(MONDAY + timedelta(days=5), "other"))
    assert [hit.item.id for hit in newly_raised(hits, {}, (night,), done, LATER, risen)] == ["U03"]
    assert asked == [MONDAY + timedelta(days=2)]


def test_a_trend_must_have_risen_since_the_newest_clearance_of_its_cause() -> None:
    night = [raised("U03", Urgency.TWO_WEEKS, f"r{n}", MONDAY + timedelta(days=3 * n)) for n in range(2)]
    done = tuple(cleared(one.day + timedelta(days=2), one.entry) for one in night)
    hits = triage(screening(), {"night_or_rest_pain": True}).hits

    def risen(since: date) -> Collection[str]:
        return {"night_or_rest_pain"} if since < done[1].day else ()

    assert newly_raised(hits, {}, tuple(night), done, LATER, risen) == ()


@pytest.mark.parametrize("said", ["unsure", True])
def test_a_doubt_is_raised_as_a_doubt(said: Fact) -> None:
    hits = triage(screening(), {"weight_loss": said}).hits
    (found,) = newly_raised(hits, {"weight_loss": said}, (), (), LATER, lambda _: ())
    doubt = said == "unsure"
    assert (found.urgency, found.unsure) == ((Urgency.ROUTINE if doubt else Urgency.TWO_WEEKS), doubt)
