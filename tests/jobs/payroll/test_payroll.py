"""A month of the payroll: what is paid, what changed and why, and the books that follow."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from tests.jobs.payroll.small_payroll import Pensions, books_of, lines, rows

from ansinh.core.errors import ConflictError, RefusedError
from ansinh.core.period import Month
from ansinh.domain.benefits.payroll_totals import add_up
from ansinh.jobs.payroll.run import try_batch, write_batch
from ansinh.usecases.benefits import payments as acts
from ansinh.usecases.benefits import payroll

SEPTEMBER, OCTOBER = Month.parse("2021-09"), Month.parse("2021-10")


def test_a_month_pays_everybody_once_and_posts_what_it_pays(pensions: Pensions) -> None:
    pensions.grant(40)
    batch = pensions.paid("2021-09")
    paid = lines("2021-09")
    assert batch.state == "written"
    assert len(paid) == 40
    assert all(amount == monthly for amount, monthly, *_ in paid.values())
    whole = sum(amount for amount, *_ in paid.values())
    assert books_of(1) == {611: whole, 335: -whole}
    assert write_batch(batch.id, "can-bo", workers=1).state == "written"
    assert books_of(1) == {611: whole, 335: -whole}


def test_the_variance_says_who_joined_left_and_changed(pensions: Pensions) -> None:
    files = pensions.grant(10)
    pensions.paid("2021-09")
    joined = pensions.grant(2, basis=5_000_000, pay_from="2021-10")
    payroll.report_death(files[0], dt.date(2021, 9, 12), "TB 01", "can-bo", noticed=dt.date(2021, 9, 20))
    trial = pensions.tried("2021-10").control["trial"]
    told = trial["variance"]
    assert (told["opening"][0], told["joined"][0], told["left"][0], told["closing"][0]) == (10, 2, 1, 11)
    assert told["opening"][1] + told["joined"][1] - told["left"][1] + told["changed"][1] == told["closing"][1]
    assert len(told["rows"]["joined"]) == len(joined)


def test_months_owed_from_before_come_as_arrears(pensions: Pensions) -> None:
    pensions.grant(3)
    pensions.paid("2021-09")
    (late,) = pensions.grant(1, basis=4_000_000, pay_from="2021-07")
    pensions.paid("2021-10")
    amount, monthly, arrears, recovered = lines("2021-10")[late]
    assert (arrears, recovered) == (3 * monthly, 0)
    assert amount == 4 * monthly


def test_a_death_learned_late_is_overpaid_and_to_be_recovered(pensions: Pensions) -> None:
    (file, *_) = pensions.grant(5)
    for month in ("2021-09", "2021-10", "2021-11"):
        pensions.paid(month)
    payroll.report_death(file, dt.date(2021, 9, 30), "TB 02", "can-bo", noticed=dt.date(2021, 11, 20))
    pensions.paid("2021-12")
    monthly = lines("2021-10")[file][1]
    assert file not in lines("2021-12")
    assert rows("SELECT months, amount, reason FROM records_overpayment") == [(2, 2 * monthly, "death")]
    assert books_of(1)[138] == 2 * monthly
    pensions.paid("2022-01")
    assert rows("SELECT count(*) FROM records_overpayment") == [(1,)]


def test_suspended_then_resumed_with_and_without_arrears(pensions: Pensions) -> None:
    first, second = pensions.grant(2)
    pensions.paid("2021-09")
    for file in (first, second):
        payroll.suspend(file, OCTOBER, "life_check", "TB", "can-bo", noticed=dt.date(2021, 9, 25))
    pensions.paid("2021-10")
    assert lines("2021-10") == {}
    payroll.resume(first, Month.parse("2021-11"), "GXN", "can-bo", with_arrears=True)
    payroll.resume(second, Month.parse("2021-11"), "GXN", "can-bo", with_arrears=False)
    pensions.paid("2021-11")
    found = lines("2021-11")
    assert found[first][2] == found[first][1]
    assert found[second][2] == 0


def test_an_amount_corrected_downwards_is_deducted_over_months(pensions: Pensions) -> None:
    (file,) = pensions.grant(1, basis=2_999_000)
    pensions.paid("2021-09")
    pensions.paid("2021-10")
    rows("SELECT 1")
    with transaction.atomic():
        _supersede(file, 1_000_000)
    amounts = [pensions.paid(month) and lines(month)[file] for month in ("2021-11", "2021-12", "2022-01")]
    assert [line[3] for line in amounts] == [500_000, 500_000, 537_000]
    assert books_of(1)[138] == 4_000_000 - 500_000 - 500_000 - 537_000


def _supersede(file: str, basis: int) -> None:
    with_term = "SELECT t.id, t.pension_id FROM records_pensionterm t JOIN records_pension p ON p.id = t.pension_id"
    ((term, pension),) = rows(f"{with_term} WHERE p.file_no = %s", file)
    rows("UPDATE records_pensionterm SET superseded_at = clock_timestamp() WHERE id = %s RETURNING 1", term)
    rows(
        "INSERT INTO records_pensionterm (pension_id, validity, basis, basis_day, recorded_at) "
        "VALUES (%s, '[2021-09-01,)', %s, '2021-01-01', clock_timestamp()) RETURNING 1",
        pension, basis,
    )  # fmt: skip


def test_a_decree_raises_everybody_from_its_day_and_later_facts_not_twice(pensions: Pensions) -> None:
    (file,) = pensions.grant(1, basis=4_999_000, pay_from="2021-12")
    pensions.paid("2021-12")
    batch = pensions.paid("2022-01")
    assert lines("2021-12")[file][0] == 5_000_000
    assert lines("2022-01")[file][:3] == (5_370_000, 5_370_000, 0)
    (total,) = add_up(batch.control["trial"]["totals"])
    assert (total.people, total.gross) == (1, 5_370_000)


def test_three_people_stand_between_a_trial_and_money(pensions: Pensions) -> None:
    pensions.grant(2)
    batch = pensions.tried("2021-09")
    with pytest.raises(RefusedError):
        acts.sign(batch.id, "can-bo")
    acts.sign(batch.id, "truong-phong")
    with pytest.raises(RefusedError):
        acts.sign(batch.id, "truong-phong")
    with pytest.raises(ConflictError):
        write_batch(batch.id, "can-bo", workers=1)
    assert acts.sign(batch.id, "giam-doc").state == "writing"


def test_a_trial_again_asks_for_the_signatures_again(pensions: Pensions) -> None:
    pensions.grant(2)
    batch = pensions.tried("2021-09")
    acts.sign(batch.id, "truong-phong")
    again = try_batch(batch.id, "can-bo", workers=1)
    assert (again.state, again.first_by) == ("trial", "")


def test_no_second_line_for_the_same_month_however_it_is_tried(pensions: Pensions) -> None:
    pensions.grant(1)
    pensions.paid("2021-09")
    with pytest.raises(IntegrityError), transaction.atomic():
        rows("INSERT INTO records_payline SELECT * FROM records_payline RETURNING 1")
    with pytest.raises(IntegrityError), transaction.atomic():
        rows(
            "INSERT INTO records_payline SELECT month, source, subject, 2, batch, office_id, person, kind, fund, "
            "amount, monthly, arrears, recovered, owing, payee, channel FROM records_payline RETURNING 1"
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        rows("UPDATE records_payline SET amount = 1, monthly = 1 RETURNING 1")


def test_the_office_above_cannot_open_the_same_month(pensions: Pensions) -> None:
    pensions.grant(2)
    pensions.opened("2021-09")
    with pytest.raises(ConflictError):
        acts.open_batch(acts.Opening(acts.Source.PENSION, "00", SEPTEMBER, SEPTEMBER.first_day), "can-bo")
