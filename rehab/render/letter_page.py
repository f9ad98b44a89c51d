"""The referral letter as a page of parts: who, why now, what is on record, and what is not."""

from rehab.domain.letter import Letter, Quote
from rehab.domain.screen_due import RECENT_NOTES
from rehab.render.fact_words import said
from rehab.render.letter_answers import answers_section, missing_section, profile_text
from rehab.render.letter_course import measures_section, pain_section, severe_section, volume_section
from rehab.render.page_foot import diary_foot
from rehab.render.page_parts import Block, Bullets, Page, Pairs, Paragraph, Section
from rehab.render.record_parts import (
    A_NAME,
    NOTHING_OPEN,
    about_blocks,
    bullets,
    clearance_line,
    event_line,
    finding_blocks,
    headline,
    origin,
    questions_section,
    who_pairs,
)
from rehab.render.words import day_text, decision_line


def letter_page(letter: Letter) -> Page:
    """The whole letter, in the order in which a clinician needs it."""
    diary, phase = letter.diary, letter.diary.phase_on(letter.day)
    return Page(
        "Referral letter",
        (headline(letter.urgency), origin(diary.person, letter.day)),
        (
            Section("Who", (Pairs(who_pairs(diary, letter.day, phase.title)),)),
            Section("Why now", tuple(_why_now(letter))),
            severe_section(letter),
            pain_section(letter),
            volume_section(letter),
            measures_section(letter),
            Section("Medicines and treatments noted", tuple(_events(letter))),
            questions_section(diary.questions),
            Section("Profile answers that are yes or not sure", (_profile(letter),)),
            answers_section(letter),
            missing_section(letter),
            Section("Notes that name a warning sign", tuple(_quotes(letter))),
            Section("Clearances on record", tuple(_clearances(letter))),
            Section("What this letter is, and is not", about_blocks(letter.screening, diary, letter.day)),
        ),
        diary_foot(diary, letter.day),
    )


def _why_now(letter: Letter) -> list[Block]:
    blocks: list[Block] = []
    if not letter.findings:
        blocks.append(Paragraph(NOTHING_OPEN))
    for number, reported in enumerate(letter.findings, 1):
        blocks += finding_blocks(letter.screening, letter.sources, number, reported)
    if letter.answered:
        blocks.append(Paragraph("Urgent findings that a clinician has answered in these weeks:"))
        blocks.append(Bullets(tuple(clearance_line(one) for one in letter.answered)))
    if letter.decision is not None:
        plan = f"This week's plan: {decision_line(letter.decision)}. {letter.decision.text}"
        blocks.append(Paragraph(plan))
    return blocks


def _events(letter: Letter) -> list[Block]:
    first = bullets(map(event_line, letter.events), "None on record.")
    return [first, Paragraph("Painkillers taken on single days stand in the section on pain.")]


def _profile(letter: Letter) -> Block:
    lines = [f"{profile_text(letter, key)}: {said(value)}" for key, value in letter.profile.items()]
    return bullets(lines, "None.")


def _quotes(letter: Letter) -> list[Block]:
    lines = [_quote(quote) for quote in reversed(letter.quotes)]
    blocks = [bullets(lines, f"None in the last {RECENT_NOTES} days.")]
    if lines:
        words = "The patient's own words, newest first. Words were found by their spelling, not understood."
        return [Paragraph(words), *blocks]
    return blocks


def _quote(quote: Quote) -> str:
    asked = (
        f"not asked about since: {', '.join(quote.unasked)}" if quote.unasked else "asked about in a screen"
    )
    return f"{day_text(quote.day)}: “{quote.note}” (named: {', '.join(quote.words)}; {asked})"


def _clearances(letter: Letter) -> list[Block]:
    return [bullets(map(clearance_line, letter.clearances), "None."), Paragraph(A_NAME)]
