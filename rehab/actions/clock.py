"""The present: today's date and the instant of recording. The only place that reads a clock."""

import os
import warnings
from datetime import date, datetime

import pendulum


def today(given: str | None = None) -> date:
    """Today's civil day where the person is, or ``given`` (YYYY-MM-DD), or ``REHAB_TODAY``.

    Raises ValueError for a text that is not a day.
    """
    from rehab.domain.days import parse_date

    now = local_now().date()
    text = given or os.environ.get("REHAB_TODAY")
    return parse_date(text, now) if text else now


def local_now() -> datetime:
    """The present instant in the person's time zone; UTC when the zone cannot be told."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pendulum.now()


def utc_now() -> datetime:
    """The present instant, in UTC."""
    return pendulum.now("UTC")


def zone_name() -> str:
    """The name of the person's time zone, such as ``Europe/London``."""
    zone = local_now().tzinfo
    return str(getattr(zone, "name", None) or "UTC")
