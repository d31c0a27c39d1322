"""The night finds what constraints cannot say about benefits: planted by SQL, found by name."""

import datetime as dt

from tests.jobs.payroll.small_payroll import Pensions, rows

from ansinh.core.period import Month
from ansinh.records import models as m
from ansinh.records.store.benefits.verify import VERIFIERS
from ansinh.records.store.ledger import months

PERIOD = Month.parse("2021-09")


def found(code: str) -> dict[str, int]:
    place = months.office(code)
    return {one.__name__: len(one(place, PERIOD)) for one in VERIFIERS if one(place, PERIOD)}


def test_planted_faults_are_found_and_a_clean_month_is_clean(pensions: Pensions) -> None:
    pensions.grant(3)
    pensions.grant(1, regime=10, fund=4)
    pensions.paid("2021-09")
    assert found(pensions.books.code) == {}
    dead = rows("SELECT person FROM records_payline ORDER BY subject LIMIT 1")[0][0]
    m.Person.objects.filter(pk=dead).update(died_on=dt.date(2021, 8, 3))
    assert found(pensions.books.code) == {"verify_b7": 1}
    rows("UPDATE records_run SET control = jsonb_set(control, '{trial,amount}', '1') RETURNING 1")
    assert found(pensions.books.code) == {"verify_b7": 1, "verify_m15": 1}
    rows(
        "INSERT INTO records_payline SELECT month, source, subject + 1000, attempt, batch, office_id, %s, kind, fund, "
        "amount, monthly, arrears, recovered, owing, payee, channel FROM records_payline WHERE kind = 10 RETURNING 1",
        dead,
    )
    assert "verify_b2" in found(pensions.books.code)
