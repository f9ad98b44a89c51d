"""The journal of what was shown, with its inputs, so that it can be re-read and recomputed (design §8)."""

from rehab.actions import clock
from rehab.actions.desk import Desk
from rehab.domain.diary import Diary
from rehab.domain.findings import Finding
from rehab.domain.plan import WeekPlan
from rehab.domain.rules import RULES_VERSION
from rehab.render.week_json import decisions_json, plan_json
from rehab.store.journal import show
from rehab.store.troubles import Busy, DiskFault, DiskFull, ReadOnly

CONTENTS = {"plan": plan_json, "decision": decisions_json}
"""What can be kept: a whole plan, or only the decisions of a week with their limits."""


def keep(desk: Desk, what: str, diary: Diary, plan: WeekPlan, found: tuple[Finding, ...]) -> bool:
    """Keep what is shown, once: the same content again adds nothing.

    Returns False when the diary cannot be written now: looking at it must still be possible.
    """
    try:
        with desk.write() as session:
            show(
                session,
                desk.patient,
                what,
                CONTENTS[what](plan, found),
                at=clock.utc_now(),
                day=desk.today,
                week_start=plan.week.start,
                chain_head=diary.head,
                programme_hash=diary.assignment_on(plan.week.start).programme_hash,
                rule_version=RULES_VERSION,
            )
    except (ReadOnly, Busy, DiskFull, DiskFault):
        return False
    return True
