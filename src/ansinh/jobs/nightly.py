"""What runs every night: distinct people counted, closed months verified, directions followed up.

Verifiers report; they never mend.
"""

import datetime as dt
from collections.abc import Sequence

from ansinh.core.period import Month
from ansinh.domain.ledger.violation import Violation
from ansinh.jobs.coverage import derive_population
from ansinh.jobs.month.recheck import verify_r6
from ansinh.records.bulk.arrow import close_doors
from ansinh.records.store.benefits.verify import VERIFIERS as OF_MONEY_OUT
from ansinh.records.store.collection.verify import VERIFIERS as OF_MONEY_IN
from ansinh.records.store.ledger import months
from ansinh.records.store.ledger.verify import VERIFIERS
from ansinh.usecases import planning
from ansinh.usecases.act import Act, perform
from ansinh.usecases.clock import today
from ansinh.usecases.planning import alerts, directions, questions, scores
from ansinh.usecases.registry import changes

ACTOR = "nightly"
MONTHS = 3  # so many closed months of an office are looked at again


def verify_month(office: str, period: Month) -> dict[str, list[Violation]]:
    """Return the violations of every invariant in a closed month of an office, by the name of the invariant."""
    place = months.office(office)
    found: dict[str, list[Violation]] = {}
    try:
        for verifier in (*VERIFIERS, *OF_MONEY_IN, *OF_MONEY_OUT, verify_r6):
            name = verifier.__name__.removeprefix("verify_").upper()
            found[name] = [Violation(name, *row) for row in verifier(place, period)]
    finally:
        close_doors()
    return found


def run_night(actor: str = ACTOR) -> dict[str, int]:
    """Do the night of every office that closes months; return the number of violations found, by office.

    What was approved ahead takes effect on its day. Cards follow participation. The distinct people of the last closed
    month are counted (not in the close: it reads every spell), then the last months are verified; what was found stands
    in the audit chain. Again on the same books changes no figure.
    """
    changes.take_effect(today(), actor)
    return {office: _night_of(office, actor) for office in months.closing_offices()}


def _night_of(office: str, actor: str) -> int:
    """Do the night of one office and return how many violations it found."""
    derive_population(office, actor)
    found = verify_office(office, MONTHS)
    if found:
        planning.count_people(office, max(found), actor)
    direct(office, sorted(found), today(), actor)
    counts: dict[str, object] = {
        f"{period} {name}": len(violations)
        for period, by_name in found.items()
        for name, violations in by_name.items()
        if violations
    }
    perform(Act("night.checked", actor, "office", office, office, body=counts), lambda: None)
    return sum(len(violations) for by_name in found.values() for violations in by_name.values())


def direct(office: str, closed: Sequence[Month], day: dt.date, actor: str = ACTOR) -> None:
    """Follow directions up in the night of `day`: tasks late, departments reminded, alerts raised, quarters frozen.

    A quarter is frozen once its last month is `closed` and its day has come. Again on the same day changes nothing.
    """
    directions.mark_late(office, day)
    questions.remind(office, day)
    if closed:
        alerts.watch(office, max(closed), day, actor)
    for month in closed:
        quarter = month.plus(-2)
        if month.month % 3 == 0 and day >= scores.rules_on(month.last_day).freeze_day(quarter):
            scores.freeze(office, quarter, day, actor)


def verify_office(office: str, last: int = MONTHS) -> dict[Month, dict[str, list[Violation]]]:
    """Return the violations of the `last` closed months of an office, the latest first."""
    place = months.office(office)
    closed = [Month.containing(row["period"]) for row in months.states(place, 600) if row["state"] == "closed"]
    return {period: verify_month(office, period) for period in closed[:last]}
