"""The letter's sections about the questions: what was answered, and what was not asked or answered."""

from rehab.domain.conditions import SKIPPED
from rehab.domain.diary import Event
from rehab.domain.eligibility import QUESTIONS
from rehab.domain.letter import Answer, Letter
from rehab.render.fact_words import fact_text, said
from rehab.render.page_parts import Block, Bullets, Heading, Pairs, Paragraph, Section
from rehab.render.words import day_text

_QUESTION = {question.key: question.text for question in QUESTIONS}


def answers_section(letter: Letter) -> Section:
    """Every answer since the last full screen: yes and not sure, no, then what was told unasked."""
    asked = [one for one in letter.answers if one.item and one.value not in (None, SKIPPED)]
    told = [one for one in letter.answers if not one.item and one.value not in (None, SKIPPED)]
    groups = {
        "Yes or not sure": [_answer(letter, one) for one in asked if one.value is not False],
        "Told beside the questions": [_answer(letter, one) for one in told],
    }
    for one in sorted((one for one in asked if one.value is False), key=_newest_first):
        groups.setdefault(f"No{_when(one)}", []).append(_what(letter, one))
    blocks: list[Block] = []
    for title, lines in groups.items():
        if lines:
            blocks += [Heading(title), Bullets(tuple(lines))]
    if not blocks:
        return Section("Questions about serious causes", (Paragraph("None was answered."),))
    words = "The newest answer since the last full screen. A no is what the patient said on that day."
    return Section("Questions about serious causes", (Paragraph(words), *blocks))


def missing_section(letter: Letter) -> Section:
    """What was not asked, not answered or skipped, and when the questions were last asked."""
    unanswered = [one for one in letter.answers if one.item and one.value is None]
    skipped = [one for one in letter.answers if one.value == SKIPPED]
    total = sum(1 for one in letter.answers if one.item)
    groups = (
        (
            f"Without an answer since the last full screen: {len(unanswered)} of {total} questions",
            [_what(letter, one) for one in unanswered],
        ),
        ("Skipped by the patient", [_answer(letter, one) for one in skipped]),
        ("Profile questions without an answer", [profile_text(letter, key) for key in letter.profile_open]),
    )
    blocks: list[Block] = [_screens(letter)]
    for title, lines in groups:
        if lines:
            blocks += [Heading(title), Bullets(tuple(lines))]
    return Section("Not asked or not answered", tuple(blocks))


def _screens(letter: Letter) -> Pairs:
    due = [("Due now", letter.due.reason)] if letter.due else []
    imaging = "; ".join(_imaging(event) for event in letter.imaging) or "not on record"
    return Pairs(
        (
            ("Last full screen", day_text(letter.full_screen) if letter.full_screen else "never asked"),
            (
                "Last weekly screen (a full one counts)",
                day_text(letter.weekly_screen) if letter.weekly_screen else "never asked",
            ),
            *due,
            ("Imaging", imaging),
        )
    )


def _imaging(event: Event) -> str:
    return f"{day_text(event.day)}, {event.what}" if event.what else day_text(event.day)


def _newest_first(one: Answer) -> int:
    return -one.day.toordinal() if one.day else 0


def _what(letter: Letter, one: Answer) -> str:
    text = fact_text(letter.screening, one.key)
    return f"{one.item.id}: {text}" if one.item else text


def _answer(letter: Letter, one: Answer) -> str:
    return f"{_what(letter, one)}: {said(one.value)}{_when(one)}"


def _when(one: Answer) -> str:
    return f" on {day_text(one.day)}" if one.day else ""


def profile_text(letter: Letter, key: str) -> str:
    """A profile answer's question, or the fact in words where the profile does not ask it."""
    return _QUESTION.get(key) or fact_text(letter.screening, key)
