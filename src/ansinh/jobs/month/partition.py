"""One partition of a month run: read, assess, settle, write, in one transaction with the row that says it is done."""

import numpy as np
from django.db import transaction

from ansinh.core.asof import AsOf
from ansinh.core.fund import EMPLOYER_FUNDS
from ansinh.jobs.month.frame import Frame, Part
from ansinh.jobs.month.interest import charge
from ansinh.jobs.month.opening import read_opening
from ansinh.jobs.month.retro import Differences, differences
from ansinh.jobs.month.settle import Found, Settled, settle
from ansinh.jobs.month.sheet import sheet_columns
from ansinh.records.bulk.arrow import Column, door_to
from ansinh.records.bulk.blocks import decode, sizes_of
from ansinh.records.store.ledger import months
from ansinh.records.store.ledger.books import FUND_NAMES, append_items, append_postings, append_sheets, deferred
from ansinh.records.store.ledger.facts import AccountFacts, read_facts
from ansinh.records.store.ledger.people import append_blocks, heads_of_month, pack
from ansinh.records.store.ledger.terms import terms_of_month
from ansinh.usecases.ledger.assess import TOTALS, AssessedMonth, assess


def close_part(frame: Frame, part: Part) -> int:
    """Do one partition and return its number of people; a partition done before is left alone.

    Everything it writes is committed together with its RunChunk row, so that a run killed anywhere goes on from there.
    """
    accounts = part.accounts(frame)
    door = door_to(frame.url)
    known = read_facts(door, accounts, frame.known_at)
    spells = terms_of_month(door, accounts, AsOf(frame.period.first_day, frame.known_at), frame.values)
    month = assess(frame.period, spells, known, frame.values)
    earlier = differences(door, frame, known, part.stale)
    opening = read_opening(door, frame, accounts, known)
    interest = charge(door, frame, accounts, (known, opening))
    settled = settle(frame, known, opening, Found(month, earlier, deferred(door, accounts), interest))
    heads = heads_of_month(door, accounts, frame.period.plus(-1))
    before = decode(heads["head"].tolist(), heads["first_person"], amounts=False)
    owners = np.repeat(heads["account"], sizes_of(heads["head"].tolist()))
    sheets = sheet_columns(frame, known, (opening, month, settled), before, owners)
    with transaction.atomic():
        if not months.has_part(frame.run, part.number):
            _write(frame, known, (month, earlier, settled), sheets)
            people = int(month.packed.people.person.size)
            months.finish_part(frame.run, part.number, people, _control(month, earlier, settled, sheets))
    return part.people


def _write(
    frame: Frame,
    known: AccountFacts,
    found: tuple[AssessedMonth, Differences | None, Settled],
    sheets: dict[str, Column],
) -> None:
    """Append what a partition found."""
    month, earlier, settled = found
    append_blocks(frame.period, frame.run, *pack(month.packed))
    if earlier is not None:
        append_blocks(frame.period, frame.run, earlier.fixed, earlier.packed)
    append_postings(frame.period, frame.run, settled.moved, known.office[known.at(settled.moved.holder)])
    append_sheets(frame.period, sheets)
    items = settled.items
    append_items(
        frame.period,
        {"account": items.account, "fund": items.fund, "concerns": items.concerns, "amount": items.amount},
    )


def _control(
    month: AssessedMonth, earlier: Differences | None, settled: Settled, sheets: dict[str, Column]
) -> dict[str, object]:
    """Return the totals of a partition as they were reckoned person by person, for comparison with what was written."""
    people = month.packed.people
    persons = {
        "rs": int(people.column("rs_er").sum() + people.column("rs_ee").sum()),
        "sm": int(people.column("sm_er").sum()),
        "oad": int(people.column("oad_er").sum()),
        "ui": int(people.column("ui_er").sum() + people.column("ui_ee").sum()),
        "hi": int(people.column("hi_er").sum() + people.column("hi_ee").sum()),
    }
    return {
        "people": int(people.person.size),
        "accounts": int(month.packed.account.size),
        "sheets": int(sheets["account_id"].size),
        "persons_due": persons,
        "accounts_due": {name: int(month.total(name).sum()) for name in TOTALS},
        "adjusted": {
            name: int(settled.adjusted[:, int(fund)].sum())
            for fund, name in zip(EMPLOYER_FUNDS, FUND_NAMES, strict=True)
        },
        "changed_months": 0 if earlier is None else int(earlier.account.size),
        "postings": len(settled.moved),
    }
