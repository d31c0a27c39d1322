"""A tiny province lives three months by the ordinary doors; killed in the middle and gone on with, it is the same."""

import json
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from ansinh.core.errors import ConflictError
from ansinh.core.period import Month
from ansinh.formats.limits import Pool
from ansinh.jobs.demo.cast import PASSWORD, logins
from ansinh.jobs.demo.setting import Setting
from ansinh.jobs.demo.steps import Progress, Record, Step, run
from ansinh.jobs.demo.story import set_scene, shortened
from ansinh.jobs.nightly import verify_month
from ansinh.jobs.synthetic.expected import expected
from ansinh.law.contributions.columns import Result
from ansinh.law.value_files import load
from ansinh.records.models import AccountMonth, BankLine, BankMatch, Filing, IndicatorValue, User

LAST = Month.of(2020, 3)
TINY = Fraction(1, 500)


@pytest.fixture
def setting(tmp_path: Path) -> Iterator[Setting]:
    with Pool(2) as pool:
        yield set_scene("vinh-phuc-2021", TINY, tmp_path / "files", pool)


def live(setting: Setting, record: Path) -> list[Progress]:
    seen: list[Progress] = []
    run(shortened(setting, 3), Record(record), seen.append)
    return seen


@pytest.mark.slow
@pytest.mark.usefixtures("committed_db")
def test_three_months_by_the_ordinary_doors(setting: Setting, tmp_path: Path) -> None:
    seen = live(setting, tmp_path / "done.json")
    assert seen[-1].name is None
    assert seen[-1].done == seen[-1].total

    sheets = AccountMonth.objects.filter(period=LAST.first_day)
    truth = expected(setting.province, LAST, load())
    for column, bit in (
        ("people_si", Result.COUNTS_SI),
        ("people_ui", Result.IN_UI),
        ("people_hi", Result.CARD_ACTIVE),
    ):
        assert sum(sheets.values_list(column, flat=True)) == int(((truth.assessment.result & bit) > 0).sum()), column
    assert sum(sheets.values_list("rs_due", flat=True)) == int(truth.assessment.totals.rs.sum())

    assert set(Filing.objects.values_list("kind", flat=True)) == {"D02", "D03", "D05"}
    assert not Filing.objects.filter(state__in=("received", "checked")).exists()
    assert BankMatch.objects.exists()
    assert BankLine.objects.filter(state="suspense").exists()
    assert IndicatorValue.objects.filter(office__code="26", period=LAST.first_day, indicator="participants_hi").exists()
    enrolled = [login for login in logins(setting.province) if not login.grant.facility]  # hospitals come at the end
    assert all(User.objects.get(username=login.username).check_password(PASSWORD) for login in enrolled)
    assert {name: found for name, found in verify_month("26", LAST).items() if found} == {}
    counts = Filing.objects.count(), BankLine.objects.count()
    (tmp_path / "done.json").unlink()
    live(setting, tmp_path / "done.json")
    assert (Filing.objects.count(), BankLine.objects.count()) == counts


def test_steps_done_are_not_done_again(tmp_path: Path) -> None:
    done: list[str] = []

    def step(name: str, *, falls: bool = False) -> Step:
        def work() -> None:
            if falls and name not in done:
                done.append(name)
                raise KeyboardInterrupt
            done.append(name)

        return Step(name, Month, 1, work)  # type: ignore[arg-type]

    listed = [step("a"), step("b", falls=True), step("c")]
    record = tmp_path / "record.json"
    with pytest.raises(KeyboardInterrupt):
        run(listed, Record(record), lambda _: None)
    assert json.loads(record.read_text())["done"] == ["a"]
    run(listed, Record(record), lambda _: None)
    assert done == ["a", "b", "b", "c"]
    with pytest.raises(ConflictError):
        Record(record, "another story")
