"""Who may do what, where: a table a lawyer can read."""

import datetime as dt

import pytest

from ansinh.domain.registry.rights import ACTS_OF, Grant, Target, may, scopes

TODAY = dt.date(2021, 10, 15)
PROVINCE, DISTRICT, OTHER = "00.26", "00.26.2601", "00.27"


def grant(function: str, path: str = "", account: int = 0, person: int = 0, to: dt.date | None = None) -> Grant:
    return Grant(function, path, account, person, "", dt.date(2020, 1, 1), to)


@pytest.mark.parametrize(
    ("held", "act", "place", "allowed"),
    [
        (grant("collection", PROVINCE), "filings.decide", Target(DISTRICT), True),
        (grant("collection", DISTRICT), "filings.decide", Target(PROVINCE), False),
        (grant("collection", PROVINCE), "filings.decide", Target(OTHER), False),
        (grant("collection", "00.2"), "units", Target("00.26"), False),  # a code is no prefix of another
        (grant("collection", PROVINCE), "refunds.approve", Target(DISTRICT), False),  # who matches does not approve
        (grant("accounting", PROVINCE), "refunds.approve", Target(DISTRICT), False),
        (grant("leader", PROVINCE), "refunds.approve", Target(DISTRICT), True),
        (grant("leader", PROVINCE), "filings.decide", Target(DISTRICT), False),
        (grant("intake", DISTRICT), "filings.send", Target(DISTRICT), True),
        (grant("intake", DISTRICT), "filings.decide", Target(DISTRICT), False),
        (grant("unit", account=7), "own.unit", Target(DISTRICT, account=7), True),
        (grant("unit", account=7), "own.unit", Target(DISTRICT, account=8), False),
        (grant("unit", account=7), "people", Target(DISTRICT), False),
        (grant("citizen", person=3), "own.person", Target(person=3), True),
        (grant("citizen", person=3), "own.person", Target(person=4), False),
        (grant("collection", PROVINCE, to=TODAY), "units", Target(DISTRICT), False),  # ended
        (grant("nobody", PROVINCE), "overview", Target(DISTRICT), False),
        (grant("auditor", PROVINCE), "filings.send", Target(DISTRICT), False),
        (grant("collection"), "units", Target(""), False),  # no scope is no right
    ],
)
def test_the_table(held, act, place, allowed) -> None:
    assert may([held], act, place, TODAY) is allowed


def test_paired_acts_are_never_one_function() -> None:
    pairs = [
        ("people.merge.propose", "people.merge.approve"),
        ("units.propose", "units.approve"),
        ("refunds.propose", "refunds.approve"),
        ("values.enter", "values.approve"),
        ("bank.match", "refunds.approve"),
        ("months.sign_collection", "months.sign_accounting"),
    ]
    for function, acts in ACTS_OF.items():
        assert not [pair for pair in pairs if set(pair) <= acts], function


def test_the_widest_scopes_only() -> None:
    held = [grant("collection", DISTRICT), grant("collection", PROVINCE), grant("planning", OTHER)]
    assert scopes(held, "units", TODAY) == [PROVINCE, OTHER]
    assert scopes(held, "filings.decide", TODAY) == [PROVINCE]
