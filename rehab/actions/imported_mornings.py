"""Days of pain from another program, beside the mornings that the diary holds."""

from collections.abc import Iterable

from rehab.domain.diary import Diary, Morning

_NAMED = 3


def on_free_days(given: Iterable[Morning], diary: Diary) -> tuple[Morning, ...]:
    """The mornings of days that have none in the diary yet: what a person said is never added to."""
    return tuple(one for one in given if one.day not in diary.morning_by_day)


def taken_days(given: Iterable[Morning], diary: Diary) -> Iterable[str]:
    """What to tell about days that have a morning of their own, above all where the file has more pain."""
    own = {one.entry for one in diary.mornings}
    taken = [one for one in given if one.day in diary.morning_by_day and one.entry not in own]
    if not taken:
        return
    yield f"Days with a morning entry of their own, left as they are: {_named(taken)}."
    worse = [one for one in taken if _worse(one, diary.morning_by_day[one.day])]
    if worse:
        yield (
            f"The file has more pain, or pain where the diary has none, on {_named(worse)}. "
            "`rehab morning N --rest N --on DAY` puts it there."
        )


def _worse(one: Morning, held: Morning) -> bool:
    """Whether a score of ``one`` is above the one held, or is not given there."""
    pairs = ((one.score, held.score), (one.rest_pain, held.rest_pain))
    return any(new is not None and (old is None or new > old) for new, old in pairs)


def _named(found: list[Morning]) -> str:
    shown = ", ".join(f"{one.day} ({_pain(one)})" for one in found[:_NAMED])
    return shown + (f" and {len(found) - _NAMED} more" if len(found) > _NAMED else "")


def _pain(one: Morning) -> int | None:
    return one.rest_pain if one.score is None else one.score
