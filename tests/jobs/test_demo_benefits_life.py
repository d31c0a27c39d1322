"""The chapter of benefits that go on, over a small province: every claim to its end, and again changes nothing."""

import datetime as dt
from types import SimpleNamespace
from typing import cast

from tests.jobs.payroll.small_payroll import rows
from tests.jobs.small_books import Books

from ansinh.core.period import Month
from ansinh.jobs.demo.benefits_life import live_on
from ansinh.jobs.demo.setting import Setting
from ansinh.records.models import PayingAccount

STORY = "SELECT procedure, state, outcome, count(*) FROM records_dossier GROUP BY 1, 2, 3 ORDER BY 1, 2"


def test_the_chapter_is_lived_once(committed_db: str) -> None:
    assert committed_db
    books, number = Books(), 0
    PayingAccount.objects.create(
        office=books.province, bank_bin="970405", bank_name="Agribank", number="26", holder="BHXH",
        valid_from=dt.date(2015, 1, 1),
    )  # fmt: skip
    accounts = [books.account(each) for each in (1, 2)]
    for account in accounts:
        for _ in range(7):
            number += 1
            one = books.person(number, birth_date=dt.date(1985 + number % 8, 3, 4))
            one.sex = "male" if number % 2 else "female"
            one.save()
            books.works(account, one, "2012-01", funds=62)
    books.works(accounts[0], books.person(90, birth_date=dt.date(1988, 3, 4)), "2014-01", "2021-07", funds=62)
    profile = SimpleNamespace(month=Month.of(2021, 10))
    setting = cast("Setting", SimpleNamespace(province=SimpleNamespace(profile=profile), top=books.code))
    live_on(setting)
    story = rows(STORY)
    assert {procedure for procedure, *_ in story} == {
        "maternity.carer", "maternity.commissioning", "maternity.surrogate", "occupational", "occupational.again",
        "survivors.change", "survivors.funeral", "survivors.lump", "survivors.monthly", "unemployment",
        "unemployment.end", "unemployment.resume", "unemployment.suspend",
    }  # fmt: skip
    assert {outcome for _, _, outcome, _ in story} == {"grant"}
    assert {state for _, state, _, _ in story} == {"approved", "paid"}
    assert rows("SELECT max(decided_on) < '2021-11-15' FROM records_dossierdecision") == [(True,)]
    moved = rows("SELECT outcome, count(*) FROM records_payanswer GROUP BY 1 ORDER BY 1")
    assert moved == [(1, 5), (2, 1)]
    assert rows("SELECT source, state FROM records_payeechange") == [(2, "approved")]
    shares = (
        "SELECT count(*), min(monthly) FROM records_dossierdecision d JOIN records_dossier o ON o.id = d.dossier_id "
    )
    assert rows(shares + "WHERE o.procedure IN ('survivors.monthly', 'survivors.change')") == [(2, 1_043_000)]
    live_on(setting)
    assert rows(STORY) == story
    assert rows("SELECT outcome, count(*) FROM records_payanswer GROUP BY 1 ORDER BY 1") == moved
