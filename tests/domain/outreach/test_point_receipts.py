"""What the receipts of a collection point show: money kept, participants in no list, certificates that ended."""

import datetime as dt

from ansinh.domain.outreach.point_receipts import PointReceipt, compare

D = dt.date
MONDAY, NEXT = D(2021, 10, 4), D(2021, 10, 5)


def receipt(number: str, day: dt.date = MONDAY, **facts: object) -> PointReceipt:
    given = {
        "collector": "NV1", "name": "Thu", "certified_to": D(2021, 12, 31), "number": number, "day": day,
        "amount": 100_000, "voided": False, "handed_on": None, **facts,
    }  # fmt: skip
    return PointReceipt(**given)  # type: ignore[arg-type] # the facts of a table


def test_money_is_kept_only_once_the_next_working_day_is_over() -> None:
    (one,) = compare([receipt("A")], {"A": 100_000}, NEXT)
    assert (one.held, one.kept, one.unlisted) == (100_000, 0, ())
    (one,) = compare([receipt("A")], {"A": 100_000}, D(2021, 10, 6))
    assert (one.kept, one.kept_numbers) == (100_000, ("A",))
    (one,) = compare([receipt("A", handed_on=NEXT)], {"A": 100_000}, D(2021, 10, 6))
    assert one.kept == 0


def test_a_receipt_in_no_list_or_with_another_amount_is_unlisted_and_a_voided_one_counts_as_none() -> None:
    rows = [receipt("A"), receipt("B"), receipt("C", voided=True), receipt("D", handed_on=NEXT)]
    (one,) = compare(rows, {"A": 100_000, "B": 90_000}, D(2021, 10, 20))
    assert one.receipts == 3
    assert one.unlisted == ("B", "D")
    assert one.kept == 200_000


def test_a_certificate_is_held_against_the_day_of_the_receipt() -> None:
    rows = [
        receipt("A", certified_to=MONDAY), receipt("B", NEXT, certified_to=MONDAY),
        receipt("C", collector="NV2", name="Lan", certified_to=None),
    ]  # fmt: skip
    first, second = compare(rows, {}, MONDAY)
    assert (first.collector, first.uncertified) == ("NV1", ("B",))
    assert (second.collector, second.uncertified) == ("NV2", ("C",))
