"""A law that is not: changes in the shape of what they replace, linked values along, and refusals with the way out."""

import datetime as dt

import numpy as np
import pytest

from ansinh.core.errors import RefusedError
from ansinh.core.period import Month
from ansinh.law.pension.increase import Roll, increase
from ansinh.law.pension.price import coefficients
from ansinh.law.value_files import load
from ansinh.law.values import Announced
from ansinh.law.what_if import Change, with_changes

DAY = dt.date(2027, 1, 1)


def test_a_change_holds_from_its_day_and_the_reference_level_moves_along() -> None:
    law = with_changes(load(), [Change("base_salary", DAY, "2.800.000")])
    before = dt.date(2026, 12, 31)
    assert [law.whole(key, DAY) for key in ("base_salary", "reference_level")] == [2_800_000, 2_800_000]
    assert law.whole("base_salary", before) == load().whole("base_salary", before)
    assert load().whole("base_salary", DAY) == 2_530_000
    assert law.get("base_salary", DAY).confidence == "announced"


def test_parts_of_a_map_are_changed_one_by_one() -> None:
    law = with_changes(load(), [Change("regional_minimum_wage", DAY, "I=5500000; IV = 4000000")])
    found = law.get("regional_minimum_wage", DAY).by_name
    assert (found["I"], found["II"], found["IV"]) == ("5500000", "4730000", "4000000")


def test_a_decree_asked_about_keeps_nothing_of_the_one_before_it() -> None:
    day = dt.date(2024, 1, 1)  # in force then: 12.5 %, and 20.8 % for those whom the decree before passed over
    law = with_changes(load(), [Change("pension.increase", day, "rate=0.10")])
    assert law.get("pension.increase", day).by_name == {"rate": "0.10"}
    roll = Roll(np.array([5_000_000, 2_000_000]), np.array([Month.of(2022, 5).number, Month.of(1990, 1).number]),
                np.array([-1, -1], dtype=np.int8))  # fmt: skip
    assert increase(roll, day, law).amount.tolist() == [5_500_000, 2_200_000]  # no lift: none is asked about
    lifting = with_changes(law, [Change("pension.increase.floor", day, "add_below=2500000;add=200000;to=2500000")])
    assert increase(roll, day, lifting).amount.tolist() == [5_500_000, 2_400_000]


def test_a_linked_value_may_be_changed_on_its_own() -> None:
    law = with_changes(load(), [Change("base_salary", DAY, "3000000"), Change("reference_level", DAY, "2900000")])
    assert (law.whole("base_salary", DAY), law.whole("reference_level", DAY)) == (3_000_000, 2_900_000)
    old = with_changes(load(), [Change("base_salary", dt.date(2022, 1, 1), "1600000")])
    assert old.parameters["reference_level"].on(dt.date(2022, 1, 1)) is None


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("base_salary", "many"), ("base_salary", "-5"), ("base_salary", "1/0"), ("base_salary", ""),
        ("no.such.key", "5"), ("regional_minimum_wage", "I"), ("regional_minimum_wage", "I=x"),
        ("pension.age.women", "57.5"), ("ui.rate.employer", "a"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_with_an_example(key: str, text: str) -> None:
    with pytest.raises(RefusedError) as refusal:
        with_changes(load(), [Change(key, DAY, text)])
    assert key in refusal.value.message.vi


def test_a_table_may_be_announced_as_a_whole() -> None:
    table = ";".join([f"{year}=1.00" for year in range(1995, 2028)] + ["before_1995=6.00"])
    entry = Announced("pension.price", DAY, table, "Công văn 1/BHXH-CSXH", "an", "binh")
    law = load().with_announced([entry])
    assert coefficients(np.array([1990, 2010]), 2027, law).tolist() == [600, 100]
    assert law.get("pension.price", DAY).confidence == "announced"
