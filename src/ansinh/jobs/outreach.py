"""What outreach and the debt ladder do every night: applications brought over, prospects found anew, steps due."""

import datetime as dt

from ansinh.core.errors import MissingError
from ansinh.records.store.benefits import onetime_told
from ansinh.records.store.ledger import months
from ansinh.usecases import clock
from ansinh.usecases.collection import ladder
from ansinh.usecases.outreach import prospects, retention

ACTOR = "nightly"


def run_outreach(day: dt.date | None = None, actor: str = ACTOR) -> dict[str, tuple[int, int]]:
    """Build the prospects and the ladder of every office that closes months; return (prospects, debtors) by office.

    `day` is today without one. Killed and run again it ends with the same lists; an office without books is left out.
    """
    when = day or clock.today()
    bring_one_time(actor)
    done = {}
    for office in months.closing_offices():
        try:
            found = prospects.build(office, when, actor)
            debts = ladder.build(office, when, actor)
        except MissingError:
            continue
        done[office] = (sum(found.found.values()), debts.debtors)
    return done


def bring_one_time(actor: str = ACTOR) -> int:
    """Bring the applications for the one-time benefit from the stair of benefits; return those new or changed."""
    return retention.take_over(onetime_told.told(), actor)
