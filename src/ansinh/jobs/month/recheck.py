"""R6: reckoning a closed month again from what was known then, with the law of now, gives the blocks that were kept."""

from ansinh.core.asof import AsOf
from ansinh.core.period import Month
from ansinh.records.bulk.arrow import database_url, door_to
from ansinh.records.bulk.spells import AccountRange
from ansinh.records.store.ledger import months
from ansinh.records.store.ledger.facts import read_facts
from ansinh.records.store.ledger.people import blocks_of_month, pack
from ansinh.records.store.ledger.terms import terms_of_month
from ansinh.usecases.ledger.assess import assess
from ansinh.usecases.ledger.law import law_of_books

Rows = list[tuple[str, str, str]]


def verify_r6(place: months.OfficeRow, period: Month) -> Rows:
    """R6: every amount of every person, reckoned again, equals the amount kept; part by part."""
    run = months.run_covering(place, period)
    door, law = door_to(database_url()), law_of_books()
    wrong: Rows = []
    for first, last, _ in run.parts:
        accounts = AccountRange(run.office.path, first, last)
        known = read_facts(door, accounts, run.known_at)
        spells = terms_of_month(door, accounts, AsOf(period.first_day, run.known_at), law)
        fixed, packed = pack(assess(period, spells, known, law).packed)
        again = dict(zip(zip(fixed["account"].tolist(), fixed["chunk"].tolist(), strict=True), packed, strict=True))
        kept = blocks_of_month(door, accounts, period)
        wrong += [
            (f"account {account} part {chunk}", "another amount", "the amount kept")
            for account, chunk in again.keys() | kept.keys()
            if again.get((account, chunk)) != kept.get((account, chunk))
        ]
    return wrong
