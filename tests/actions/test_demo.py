"""The demo's stories: the same every time, believable, and each with its decision."""

from datetime import date, timedelta

import pytest

from rehab.actions.demo import DEFAULT_WEEKS, STORIES, demo_diary
from rehab.domain.plan import current_week, week_plan
from rehab.domain.words import DecisionKind

RULINGS = {
    "steady": (DecisionKind.PROGRESS, "P13"),
    "flare": (DecisionKind.REGRESS, "P4"),
    "overreach": (DecisionKind.HOLD, "P8"),
    "absent": (DecisionKind.RE_ENTRY, "P5"),
    "referral": (DecisionKind.PAUSE, "P2"),
}


@pytest.mark.parametrize("days", [(0, 15), pytest.param((5, 10, 20, 25), marks=pytest.mark.heavy)])
@pytest.mark.parametrize("story", STORIES)
def test_a_story_shows_its_ruling_on_any_day(story: str, days: tuple[int, ...]) -> None:
    for n in days:
        today = date(2026, 2, 25) + timedelta(days=n)
        diary, _ = demo_diary(story, DEFAULT_WEEKS, today)
        plan = week_plan(diary, current_week(diary, today), today)
        assert (plan.decision.kind, plan.decision.rule) == RULINGS[story], today


@pytest.mark.parametrize("story", STORIES)
def test_a_story_is_the_same_every_time(story: str) -> None:
    today = date(2026, 3, 4)
    assert demo_diary(story, 4, today) == demo_diary(story, 4, today)


@pytest.mark.parametrize("story", STORIES)
def test_a_story_is_believable(story: str) -> None:
    today = date(2026, 3, 4)
    diary, _ = demo_diary(story, DEFAULT_WEEKS, today)
    days = sorted(diary.logged_days)
    assert diary.starts == today - timedelta(weeks=DEFAULT_WEEKS, days=3)
    assert all(diary.starts <= day < today for day in days)
    assert len({entry.entry for group in (diary.bouts, diary.mornings, diary.rests) for entry in group}) == (
        len(diary.bouts) + len(diary.mornings) + len(diary.rests)
    )
    assert all(set(diary.morning_by_day) >= {day} for day in days if day in diary.morning_by_day)
    if story == "absent":
        assert (today - days[-1]).days > 14
    else:
        assert days[-1] == today - timedelta(days=1)
