"""The plan sheet as a page: a clinician's note, the pain rule by phase, and what a severe score drops."""

from dataclasses import replace
from datetime import date

from rehab.domain.days import Week
from rehab.domain.diary import ClinicianNote, Diary, Raised
from rehab.domain.findings import Finding
from rehab.domain.plan import week_plan
from rehab.domain.words import PhaseKind, Urgency
from rehab.render.page_parts import Bullets, Page, Paragraph, Table, group_starts
from rehab.render.plan_page import pain_rule, plan_sheet
from tests.samples import MONDAY, bout, diary, phase, programme, with_entries

WEDNESDAY = date(2026, 3, 4)


def sheet(book: Diary, today: date = MONDAY) -> Page:
    return plan_sheet(book, week_plan(book, Week(MONDAY), today), (), today)


def strong(page: Page) -> list[str]:
    return [block.text for block in page.lead if isinstance(block, Paragraph) and block.strong]


def noted(until: date | None) -> Diary:
    note = ClinicianNote("n1", MONDAY, "Slower down than up.", "Kim Lee", "physiotherapist", until)
    return replace(diary(), notes=(note,))


def test_a_clinicians_note_stands_first_with_its_name_while_it_is_to_be_shown() -> None:
    told = "From Kim Lee, physiotherapist, on Mon 2026-03-02: Slower down than up."
    assert strong(sheet(noted(None))) == [told]
    assert strong(sheet(noted(MONDAY), WEDNESDAY)) == []


def test_the_pain_rule_is_that_of_the_phase() -> None:
    settle, strengthen = phase(kind=PhaseKind.SETTLE), phase()
    assert next(pain_rule(settle)).endswith(
        "too much is a score above 2 that is also above the score before, or any score above 5."
    )
    assert next(pain_rule(strengthen)) == "During and after: aim for 3 or less; too much is a score above 5."
    low = replace(strengthen, ceiling=3)
    assert next(pain_rule(low)) == "During and after: too much is a score above 3."


def test_the_next_mornings_rise_and_a_severe_score_are_on_the_sheet() -> None:
    _, morning, severe, given = pain_rule(phase())
    assert morning == "The next morning: too much is 2 above the morning before, or any score above 5."
    assert severe.startswith(
        "A score of 8 or more: stop that exercise for this week. In the morning, or from 7 at"
    )
    assert given.endswith("A score that is not given never counts as 0.")


def test_a_sheet_without_a_session_tells_no_exercise_and_says_an_action_once() -> None:
    stop = Finding("S01", Urgency.SAME_DAY, "Fever.", "See a doctor today.", (), ())
    book = replace(diary(), raised=(Raised("r", MONDAY, "S01", Urgency.SAME_DAY, "Fever.", {}),))
    plan = week_plan(book, Week(MONDAY), MONDAY)
    page = plan_sheet(book, plan, (stop, replace(stop, id="S03", text="A hot joint.")), MONDAY)
    assert [section.title for section in page.sections] == ["Day by day", "What this sheet is"]
    assert strong(page)[0] == "Doctor today: Fever. A hot joint. See a doctor today."


def test_the_days_are_parted_where_several_exercises_share_one() -> None:
    table = Table("t", ("Day", "what"), (("Mon", "a"), ("Mon", "b"), ("Tue", "c"), ("Wed", "d")))
    assert group_starts(table) == {2, 3}
    assert group_starts(replace(table, rows=(("Mon", "a"), ("Tue", "b")))) == frozenset()


def test_what_a_severe_score_drops_is_said() -> None:
    book = with_entries(diary(programme(phase())), bout(MONDAY, 8, 8, 8, pain_during=9))
    page = sheet(book, MONDAY)
    (notes,) = [b for b in page.sections[1].blocks if isinstance(b, Bullets)]
    assert any("the rest of this week falls away after a severe score" in line for line in notes.items)
    days = page.sections[0].blocks[0]
    assert isinstance(days, Table)
    assert [row[1] for row in days.rows if row[0].startswith("Wed")] == ["no session"]
