"""Pages at every width: Today's lines and the week grid fit, columns line up, both sides stand together."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from rehab.actions.demo import STORIES, demo_diary
from rehab.actions.screen import open_findings
from rehab.domain.agenda import agenda
from rehab.domain.diary import Bout, Diary
from rehab.domain.doses import SetDone
from rehab.domain.plan import current_week, week_plan
from rehab.domain.volume_table import volume_weeks
from rehab.domain.words import Side, Unit
from rehab.render.csv_table import csv_text
from rehab.render.day_lines import day_lines
from rehab.render.day_text import day_page
from rehab.render.plan_text import plan_page
from rehab.render.volume_text import volume_page
from rehab.render.week_grid import week_grid

TODAY = date(2026, 3, 4)


@pytest.fixture(params=STORIES, scope="module")
def lived(request: pytest.FixtureRequest) -> Diary:
    return demo_diary(str(request.param), 6, TODAY)[0]


@pytest.mark.parametrize("width", [40, 60, 71, 78, 120])
def test_lines_of_a_day_fit_and_line_up(lived: Diary, width: int) -> None:
    for back in (0, 1, 7):
        lines = day_lines(agenda(lived, TODAY - timedelta(days=back), TODAY), width)
        assert lines
        assert max(len(line.text) for line in lines) <= width
        assert all(line.open == (line.text[0] == "·") for line in lines)
        assert {line.exercise.id for line in lines} == {
            item.exercise.id for item in week_plan(lived, current_week(lived, TODAY), TODAY).exercises
        }


@pytest.mark.parametrize("width", [60, 78, 118])
@pytest.mark.parametrize("ahead", [0, 1])
def test_the_grid_of_a_week_fits(lived: Diary, width: int, ahead: int) -> None:
    plan = week_plan(lived, current_week(lived, TODAY).shifted(ahead), TODAY)
    text = week_grid(plan, TODAY, width)
    assert max(map(len, text.splitlines())) <= max(width, 84)
    assert ("[Wed]" in text) == (ahead == 0 and width >= 72)
    assert ("provisional" in text) == (ahead == 1)
    assert "past its dates" in week_grid(plan, TODAY + timedelta(days=20), width)
    for item in plan.exercises:
        assert item.exercise.name[:10] in text


def test_pages_name_the_decision_and_its_rule(lived: Diary) -> None:
    plan = week_plan(lived, current_week(lived, TODAY), TODAY)
    found = open_findings(lived, TODAY)
    for page in (
        day_page(agenda(lived, TODAY, TODAY), lived.person, found),
        plan_page(plan, lived.person, found),
        week_grid(plan, TODAY, 80),
    ):
        assert f"({plan.decision.rule})" in page
        assert plan.decision.text.split(".")[0][:60] in page.replace("\n", " ")


def test_the_volume_page_has_a_line_for_each_week(lived: Diary) -> None:
    weeks = volume_weeks(lived, TODAY, None)
    page = volume_page(weeks)
    for week in weeks:
        assert f"\n{week.week.start} " in page


def test_more_than_four_other_things_are_counted() -> None:
    diary, _ = demo_diary("steady", 2, TODAY)
    extra = tuple(
        Bout(f"x{n}", TODAY, f"thing {n}", Side.NONE, Unit.REPS, (SetDone(5),), note="") for n in range(6)
    )
    page = day_page(agenda(replace(diary, bouts=diary.bouts + extra), TODAY, TODAY), diary.person, ())
    assert "Also done: thing 0 " in page
    assert "and 2 more" in page


def test_csv_rows_go_by_day() -> None:
    diary, _ = demo_diary("overreach", 6, TODAY)
    days = [line.split(",")[0] for line in csv_text(diary).splitlines()[1:]]
    assert days == sorted(days)
    assert len(days) == len(diary.bouts) + len(diary.mornings) + len(diary.rests)
