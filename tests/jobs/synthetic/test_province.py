"""A synthetic province meets the published counts exactly, is the same for the same seed, and is well formed."""

from fractions import Fraction

import numpy as np
import pytest

from ansinh.core.identity import bearer, is_si_number, is_tax_code
from ansinh.core.period import Month
from ansinh.core.person_name import search_key
from ansinh.core.terms import Absence, PersonGroup, UnitKind
from ansinh.jobs.synthetic.chance import apportion
from ansinh.jobs.synthetic.declare import declarations, events
from ansinh.jobs.synthetic.expected import expected
from ansinh.jobs.synthetic.faults import KINDS, plant
from ansinh.jobs.synthetic.lists import health_lists, voluntary_lists
from ansinh.jobs.synthetic.profile import profile
from ansinh.jobs.synthetic.province import Province, make_province
from ansinh.law.contributions.columns import Result
from ansinh.law.value_files import load

VINH_PHUC = "vinh-phuc-2021"


@pytest.fixture(scope="module")
def whole() -> Province:
    return make_province(VINH_PHUC, Fraction(1))


@pytest.fixture(scope="module")
def small() -> Province:
    return make_province(VINH_PHUC, Fraction(1, 100))


def test_the_published_counts_are_met_exactly(whole: Province) -> None:
    staff, final = whole.careers.staff, whole.careers.final
    now = slice(0, final)
    insured = staff.main[now] & ~np.isin(staff.away[now], (Absence.UNPAID, Absence.SICK))
    assert int((whole.employers.stops == 0).sum()) == 6363
    assert int(insured.sum()) == 220_596
    assert np.unique(staff.person[now][insured]).size == 220_596
    group, funds = staff.group[now], staff.funds[now]
    unemployment = insured & np.isin(group, (PersonGroup.EMPLOYEE, PersonGroup.PUBLIC_EMPLOYEE)) & (funds & 16 > 0)
    unemployment &= (staff.foreign[now] == 0) & (staff.away[now] != Absence.MATERNITY)
    assert int(unemployment.sum()) == 212_790
    carded = staff.main[now] & (staff.away[now] != Absence.UNPAID)
    assert int(carded.sum()) + len(whole.health) == 1_099_580
    assert len(whole.voluntary) == 15_153
    assert np.unique(whole.health.person).size == len(whole.health)


def test_units_with_each_relief_are_those_published(whole: Province) -> None:
    employers = whole.employers
    enterprises = (employers.kind == UnitKind.ENTERPRISE) & (employers.stops == 0)
    assert int(enterprises.sum()) == 3633
    assert int((enterprises & employers.ui).sum()) == 3473


def test_numbers_are_well_formed_unique_and_plainly_made_up(whole: Province) -> None:
    people = whole.people
    assert all(is_tax_code(code) and code.startswith("99") for code in whole.employers.tax_code[:500])
    assert len(set(whole.employers.tax_code)) == len(whole.employers) == len(set(whole.employers.code))
    assert len(set(people.si_number)) == len(people)
    assert all(is_si_number(number) and number.startswith("99") for number in people.si_number[::1000])
    given = [number for number in people.personal_id if number]
    assert len(set(given)) == len(given)
    for place in range(0, len(people), 5000):
        if people.personal_id[place]:
            said = bearer(people.personal_id[place])
            assert said is not None
            assert (said.place, said.sex) == ("999", "female" if people.female[place] else "male")
            assert said.birth_year == int(str(people.birth[place])[:4])


def test_the_same_seed_gives_the_same_province_and_another_another() -> None:
    one, two, other = (make_province(VINH_PHUC, Fraction(1, 200), seed) for seed in (7, 7, 8))
    assert one.people.name.tolist() == two.people.name.tolist()
    assert one.careers.staff.base.tolist() == two.careers.staff.base.tolist()
    assert one.careers.staff.base.tolist() != other.careers.staff.base.tolist()


@pytest.mark.parametrize("scale", [Fraction(1, 500), Fraction(1, 100), Fraction(1, 20), Fraction(1, 3)])
def test_other_scales_keep_the_parts_of_the_whole(scale: Fraction) -> None:
    shape = profile(VINH_PHUC).at(scale)
    assert shape.units == shape.units_enterprise + shape.units_state + shape.units_public
    assert abs(shape.csi - 220_596 * scale) <= Fraction(1, 2)
    assert (
        shape.ui
        == shape.csi - shape.commune - shape.civil - shape.foreigners - shape.maternity - shape.other_without_ui
    )
    assert shape.other_without_ui >= 0


def test_a_career_is_in_order(small: Province) -> None:
    careers = small.careers
    open_end = np.where(careers.end == 0, 10**6, careers.end)
    assert (careers.start < open_end).all()
    away = careers.absence > 0
    assert (careers.absent_from[away] > careers.start[away]).all()
    assert (careers.absent_to[away] < open_end[away]).all()
    moved = careers.moved_in
    assert moved.any()
    assert (careers.start_filed[moved] >= careers.start[moved]).all()


def test_wages_are_not_all_round_and_never_under_the_floor(whole: Province) -> None:
    base = whole.careers.staff.base[: whole.careers.final]
    paid = base[base > 0]
    assert paid.min() >= 3_430_000
    assert 0.3 < (paid % 1000 == 0).mean() < 0.8


def test_files_report_every_change_once_and_hold_planted_faults(small: Province) -> None:
    told = events(small)
    months = [small.profile.first.plus(number) for number in range(small.profile.months)]
    files = [(month, file) for month in months for file in declarations(small, told, month)]
    assert sum(len(file.rows) for _, file in files) == told.job.size
    assert len({(month, file.account) for month, file in files}) == len(files)
    planted = [fault for month, file in files for fault in plant(small, file, month, "file.xlsx")[1]]
    assert {fault.rule for fault in planted} <= {kind.rule for kind in KINDS}
    assert planted


def test_parts_sum_to_the_whole() -> None:
    assert apportion(10, [1, 1, 1]).tolist() == [4, 3, 3]
    assert apportion(7, [0, 5, 0]).tolist() == [0, 7, 0]
    assert int(apportion(5_480_379_000_000, [24, 15, 20, 8, 5, 8, 4, 9, 7]).sum()) == 5_480_379_000_000


def test_what_the_law_makes_of_ten_months_is_near_the_published_revenue(whole: Province) -> None:
    due = dict.fromkeys(("rs", "sm", "oad", "ui", "hi", "hi_by_sm"), 0)
    last = None
    for month in range(1, 11):
        last = expected(whole, Month.of(2021, month), load()).assessment
        for name in due:
            due[name] += int(getattr(last.totals, name).sum())
    published = {name: amount * 1_000_000 for name, amount in whole.profile.revenue.items()}
    assert abs(due["rs"] + due["sm"] + due["oad"] - published["csi"]) <= published["csi"] * 3 // 100
    assert abs(due["ui"] - published["ui"]) <= published["ui"] * 3 // 100
    assert last is not None
    assert int(((last.result & Result.COUNTS_SI) > 0).sum()) == 220_596
    assert int(((last.result & Result.IN_UI) > 0).sum()) == 212_790
    assert int((last.totals.relief68_forgone > 0).sum()) == 3633
    assert int((last.totals.relief116_forgone > 0).sum()) == 3473


def test_lists_of_ten_months_bring_the_published_voluntary_revenue(small: Province) -> None:
    months = [Month.of(2021, month) for month in range(1, 11)]
    brought = sum(int(told.rows.amount_due.sum()) for month in months for told in voluntary_lists(small, month))
    wanted = small.profile.revenue["vsi"] * 1_000_000
    assert abs(brought - wanted) <= wanted // 5  # one in a hundred people: chance weighs more
    for month in months:
        for told in health_lists(small, month):
            assert np.unique(told.rows.full_name).size <= len(told.rows)
            assert (told.rows.months > 0).all()


def test_some_people_stand_in_the_register_twice(small: Province) -> None:
    people, pairs = small.people, small.duplicates
    assert len(pairs) >= 3
    for one, two in pairs.tolist():
        assert people.si_number[one] != people.si_number[two]
        assert search_key(str(people.name[one])) == search_key(str(people.name[two]))
        assert str(people.birth[one])[:4] == str(people.birth[two])[:4]
        assert people.personal_id[two] == ""
