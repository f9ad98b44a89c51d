"""The arithmetic of the 10 % rule: whole numbers only, always rounded down (design §4.2)."""

SESSION_PERCENT = 10
"""A session may be this much above the largest of the last 30 days (CE §1.7)."""


def floor_step(amount: int, step: int) -> int:
    """``amount`` in whole steps, rounded down."""
    return amount // step * step


def cap(reference: int, percent: int, step: int) -> int:
    """⌊(100 + percent) · reference / 100⌋ in whole steps (CE §1.4)."""
    return reference * (100 + percent) // (100 * step) * step


def share(reference: int, percent: int, step: int) -> int:
    """``percent`` of ``reference`` in whole steps, rounded down; for deloads, regresses and breaks."""
    return reference * percent // (100 * step) * step


def over(done: int, reference: int, percent: int) -> bool:
    """Whether ``done`` is more than ``percent`` above ``reference``: exactly +10 % is not over."""
    return 100 * done > (100 + percent) * reference


def weeks_for_one_step(volume: int, step: int, percent: int = 10) -> int:
    """Weeks at ``volume`` after which one ``step`` keeps the average rise within ``percent`` (CE §1.6).

    The smallest n with (1 + percent/100)ⁿ ≥ (volume + step) / volume. ``volume`` must be positive.
    """
    if volume <= 0:
        raise ValueError("The percentage rule has no meaning from zero. Give a starting volume.")
    weeks, grown, scale = 0, volume, 1
    while grown < (volume + step) * scale:
        weeks, grown, scale = weeks + 1, grown * (100 + percent), scale * 100
    return weeks


def half_entry(entry: int, step: int) -> int:
    """The floor under every cut: half the entry dose in whole steps (design §4.1)."""
    return floor_step(entry // 2, step)


def cut(reference: int, ceiling: int, entry: int, step: int) -> int:
    """A lowered reference: ``ceiling``, not under half the entry dose, and never a raise."""
    return min(reference, max(ceiling, half_entry(entry, step)))


def change_percent(new: int, old: int) -> int | None:
    """The plain change in whole percent, rounded towards zero; ``None`` from nothing."""
    if old == 0:
        return None
    change = (new - old) * 100
    return change // old if change >= 0 else -(-change // old)
