"""Numbers, units and timestamps as other programs write them, in several languages."""

import re
import unicodedata
from datetime import date
from decimal import ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from functools import lru_cache

from rehab.domain.limits import FIRST_DAY
from rehab.domain.text import clean

_POINT = re.compile(r"[+-]?(?:[0-9]{1,9}(?:\.[0-9]{0,30})?|\.[0-9]{1,30})")
_COMMA = re.compile(r"[+-]?[0-9]{1,9},[0-9]{1,30}")
_COULD_BE_THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2},[0-9]{3}")

GRAMS = {
    "kg": Decimal(1000),
    "kgs": Decimal(1000),
    "lb": Decimal("453.59237"),
    "lbs": Decimal("453.59237"),
}
"""Grams in one of each unit of mass."""
METRES = {
    "m": Decimal(1),
    "meters": Decimal(1),
    "metres": Decimal(1),
    "km": Decimal(1000),
    "mi": Decimal("1609.344"),
    "miles": Decimal("1609.344"),
    "ft": Decimal("0.3048"),
    "yd": Decimal("0.9144"),
}
"""Metres in one of each unit of length."""


@lru_cache(4096)
def decimal(text: str) -> Decimal | None:
    """Read a plain number with a decimal point or comma; ``None`` when empty.

    Raises ValueError with one sentence for anything else, and for ``1,500``, which could mean two
    numbers.
    """
    text = text.strip()
    if not text:
        return None
    if _POINT.fullmatch(text):
        return Decimal(text)
    if _COULD_BE_THOUSANDS.fullmatch(text):
        raise ValueError(f"“{text}” could mean {text.replace(',', '.')} or {text.replace(',', '')}.")
    if _COMMA.fullmatch(text):
        return Decimal(text.replace(",", "."))
    raise ValueError(f"“{clean(text, limit=40)}” is not a number.")


def rounded_down(value: Decimal) -> int:
    """The whole number at or below ``value``."""
    return int(value.to_integral_value(ROUND_FLOOR))


def nearest_whole(value: Decimal) -> int:
    """The whole number nearest to ``value``; halves go to the even neighbour, as in typed doses."""
    return int(value.to_integral_value(ROUND_HALF_EVEN))


_MONTHS = (
    "january januar janner enero janvier gennaio janeiro januari ocak stycznia января январь",
    "february februar febrero fevrier febbraio fevereiro februari subat lutego февраля февраль",
    "march marz maerz mrz marzo mars marco maart mrt mart marca марта март",
    "april abril avril aprile nisan kwietnia апреля апрель",
    "may mai mayo maggio maio mei mayis maja maj мая маи",
    "june juni junio juin giugno junho haziran czerwca июня июнь",
    "july juli julio juillet luglio julho temmuz lipca июля июль",
    "august agosto aout augustus augusti agustos sierpnia августа август",
    "september septiembre setiembre septembre settembre setembro eylul wrzesnia сентября сентябрь",
    "october oktober octubre octobre ottobre outubro ekim pazdziernika октября октябрь",
    "november noviembre novembre novembro kasim listopada ноября ноябрь",
    "december dezember diciembre decembre dicembre dezembro desember aralik grudnia декабря декабрь",
)
"""Month names in the spelling of ``_plain``: English, German, Spanish, French, Italian, Portuguese, Dutch,
Scandinavian, Turkish, Polish and Russian."""

_YEAR_FIRST = re.compile(
    r"(?P<y>[0-9]{4})\s?[-/.年년]\s?(?P<m>[0-9]{1,2})\s?[-/.月월]\s?(?P<d>[0-9]{1,2})(?![0-9])[日일]?"
)
_DOTTED = re.compile(r"(?P<d>[0-9]{1,2})\.(?P<m>[0-9]{1,2})\.(?P<y>[0-9]{4})(?![0-9])")
_DAY_MONTH = re.compile(
    r"(?P<d>[0-9]{1,2})(?:er|st|nd|rd|th|[.o])?\s(?:de\s)?(?P<m>[^\W\d_]{3,12})\.?,?\s"
    r"(?:de\s)?(?P<y>[0-9]{4})(?![0-9])"
)
_MONTH_DAY = re.compile(
    r"(?P<m>[^\W\d_]{3,12})\.?\s(?P<d>[0-9]{1,2})(?:st|nd|rd|th)?,?\s(?P<y>[0-9]{4})(?![0-9])"
)
_CLOCK = re.compile(r"([0-9]{1,2})[:.h]([0-9]{2})(?:[:.]([0-9]{2}))?(?:\s?([ap])\.?\s?m\b)?")


def read_moment(text: str) -> tuple[date, str]:
    """Read a timestamp into its day and a plain stamp that is the same however it was written.

    The day is the one that the text names; no time zone moves it. Raises ValueError with one
    sentence when no day can be read or the day lies before 1900.
    """
    plain = _plain(text)
    for form in (_YEAR_FIRST, _DOTTED, _DAY_MONTH, _MONTH_DAY):
        match = form.match(plain)
        if match:
            break
    else:
        raise ValueError(f"“{clean(text, limit=40)}” is not a day that can be read.")
    month = int(match["m"]) if match["m"].isdigit() else _month(match["m"])
    try:
        day = date(int(match["y"]), month, int(match["d"]))
    except ValueError:
        raise ValueError(f"“{clean(text, limit=40)}” is not a day in the calendar.") from None
    if day < FIRST_DAY:
        raise ValueError(f"{day} is before 1900.")
    return day, f"{day} {_clock(plain[match.end() :])}".rstrip()


def _plain(text: str) -> str:
    """Lower case without accents, and with every run of white space as one space."""
    parts = unicodedata.normalize("NFKD", text.strip().casefold())
    bare = "".join(c for c in parts if not unicodedata.combining(c))
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", bare).replace("ı", "i"))


def _month(word: str) -> int:
    """The number of the one month that ``word`` names or begins, or 0."""
    found = [n for n, names in enumerate(_MONTHS, 1) if any(m.startswith(word) for m in names.split())]
    return found[0] if len(found) == 1 else 0


def _clock(rest: str) -> str:
    """The time of day in ``rest`` as ``HH:MM:SS``; what cannot be read stays as written."""
    match = _CLOCK.search(rest)
    if match is None:
        return clean(rest.strip(" ,"))
    hour, minute, second = int(match[1]), match[2], match[3] or "00"
    if match[4]:
        hour = hour % 12 + (12 if match[4] == "p" else 0)
    return f"{hour:02}:{minute}:{second}"
