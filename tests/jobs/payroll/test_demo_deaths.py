"""The chapter of deaths of the demonstration: begun again after an interruption it ends with the same rows."""

from typing import cast

import pytest
from tests.jobs.payroll.small_payroll import Pensions, books_of, rows

from ansinh.core.period import Month
from ansinh.jobs.demo import deaths
from ansinh.jobs.demo.setting import Setting
from ansinh.records.models import Person
from ansinh.usecases.benefits import death_lists, overpayments

DECEMBER = Month.parse("2021-12")


class Top:
    """What the chapter asks of the setting."""

    top = "26"


SETTING = cast("Setting", Top())


class KilledError(Exception):
    """Stands for kill -9: nothing catches it."""


def stand() -> list[list[tuple]]:
    return [
        rows("SELECT row, state, stopped, claimed FROM records_deathrow ORDER BY row"),
        rows("SELECT months, amount, recovered FROM records_overpayment ORDER BY amount"),
        rows("SELECT amount, document FROM records_overpaymentreceipt"),
        rows("SELECT state, asked_by FROM records_deathwithdrawal"),
        sorted(books_of(1).items()),
    ]


@pytest.mark.parametrize("killed", [None, (death_lists, "record_rows"), (overpayments, "take_in"),
                                    (deaths.death_withdrawals, "ask")])  # fmt: skip
def test_the_chapter_goes_on_where_it_was(
    pensions: Pensions, killed: tuple | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    pensions.grant(6)
    Person.objects.update(full_name="Nguyễn Văn An")
    for month in ("2021-09", "2021-10", "2021-11"):
        pensions.paid(month)
    if killed is not None:
        place, name = killed

        def die(*_: object) -> None:
            raise KilledError

        with monkeypatch.context() as patch:
            patch.setattr(place, name, die)
            with pytest.raises(KilledError):
                deaths.list_deaths(SETTING, DECEMBER)
    deaths.list_deaths(SETTING, DECEMBER)
    first = stand()
    deaths.list_deaths(SETTING, DECEMBER)
    assert stand() == first
    states = [state for _, state, *_ in first[0]]
    assert sorted(states) == ["recorded"] * 3 + ["refused", "unknown"]
    claims = first[1]
    assert len(claims) == 3
    assert first[2] == [(max(amount for _, amount, _ in claims) // 2, "PT 0001")]
    assert first[3] == [("open", "chedo")]
    assert dict(first[4])[138] == sum(amount - back for _, amount, back in claims)
