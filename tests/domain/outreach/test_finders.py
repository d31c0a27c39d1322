"""Who is a prospect and who is not, as tables; what they are worth; what a list must not say."""

import datetime as dt
from fractions import Fraction

import numpy as np
import pytest

from ansinh.core.period import Month
from ansinh.domain.outreach.accuracy import accuracy
from ansinh.domain.outreach.contact import OUTCOMES, next_day
from ansinh.domain.outreach.employers import Taxpayers, find_employers
from ansinh.domain.outreach.households import Homes, find_households
from ansinh.domain.outreach.likeness import firm_likeness, firm_name
from ansinh.domain.outreach.lists import Rows, judge
from ansinh.domain.outreach.persons import Ending, Leavers, find_cards, find_leavers
from ansinh.domain.outreach.reasons import reasons, settings
from ansinh.domain.outreach.worth import of_card, of_households, of_wages
from ansinh.law.value_files import load

DAY = dt.date(2021, 11, 3)
VALUES = load()
A = np.array


def taxpayer(
    people=10, wages=900, insured=10, insured_wages=900, *, known=True, active=True, closed=False
) -> Taxpayers:
    million = 10**6
    return Taxpayers(
        ["9900000016"], ["Công ty"], A([1]), A([2]), A([people]), A([wages * million]), A([closed]),
        A([7 if known else 0]), A([9 if known else 0]), A([active and known]), A([insured]),
        A([insured_wages * million]), ["tax_code" if known else ""], A([1000 if known else 0]),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "kind", "people"),
    [
        ({}, None, 0),
        ({"known": False, "insured": 0}, "employer_missing", 10),
        ({"insured": 0}, "employer_missing", 10),  # in the register, insures nobody
        ({"active": False}, "employer_missing", 10),  # its accounts have stopped, it still pays wages
        ({"people": 13}, "employer_people", 3),
        ({"people": 12}, None, 0),  # within two people
        ({"people": 100, "wages": 9000, "insured": 91, "insured_wages": 8190}, None, 0),  # within ten per cent
        ({"wages": 1200}, "employer_wages", 0),
        ({"wages": 1100}, None, 0),  # within the tolerance
        ({"closed": True}, "employer_closed", 10),
        ({"closed": True, "known": False, "insured": 0}, None, 0),
        ({"people": 0, "wages": 0, "known": False, "insured": 0}, None, 0),
    ],
)
def test_an_employer_stands_under_one_reason(facts: dict, kind: str | None, people: int) -> None:
    found = {one.kind: one for one in find_employers(taxpayer(**facts), DAY, settings(), VALUES) if len(one)}
    assert list(found) == ([kind] if kind else [])
    if kind:
        assert found[kind].people.tolist() == [people]
        assert found[kind].evidence["tax_people"].tolist() == [facts.get("people", 10)]


def test_what_a_gap_is_worth_follows_the_law_of_the_day() -> None:
    """October 2021: 32 % in all less the relief of Resolution 116 and 68 which is no rate of the law itself."""
    worth = of_wages(A([100_000_000]), DAY, VALUES)[0]
    assert 30_000_000 < worth <= 32_000_000
    assert of_card(DAY, VALUES) == 804_600  # 4.5 % x 1,490,000 x 12
    homes = of_households(A([0, 1, 0]), A([1, 1, 6]), DAY, VALUES)
    assert homes.tolist() == [804_600, 563_220, 804_600 + 563_220 + 482_760 + 402_300 + 2 * 321_840]


@pytest.mark.parametrize(
    ("members", "insured", "kind"), [(4, 0, "household_none"), (4, 3, "household_part"), (4, 4, None)]
)
def test_households_wholly_and_partly_without_cards(members: int, insured: int, kind: str | None) -> None:
    homes = Homes(["H1"], ["A"], ["90101"], A([1]), A([0]), A([members]), A([insured]), A([0]))
    found = {one.kind: one.people.tolist() for one in find_households(homes, DAY, VALUES) if len(one)}
    assert found == ({kind: [members - insured]} if kind else {})


@pytest.mark.parametrize(
    ("end", "kind"),
    [
        (dt.date(2021, 12, 3), "card_30"),
        (dt.date(2021, 12, 4), "card_60"),
        (dt.date(2022, 1, 2), "card_60"),
        (dt.date(2022, 1, 3), None),
        (dt.date(2021, 8, 5), "card_30"),  # lapsed, still followed
        (dt.date(2021, 8, 4), None),
    ],
)
def test_cards_that_end(end: dt.date, kind: str | None) -> None:
    found = {one.kind: one for one in find_cards(Ending(A([5]), A([1]), A([end], "M8[D]")), DAY, settings(), VALUES)}
    assert [code for code, one in found.items() if len(one)] == ([kind] if kind else [])
    if kind:
        assert found[kind].due[0] >= np.datetime64(DAY)


@pytest.mark.parametrize(
    ("end", "born", "female", "months", "kind"),
    [
        (dt.date(2021, 9, 1), dt.date(1990, 5, 1), True, 40, "left_job"),
        (dt.date(2021, 10, 15), dt.date(1990, 5, 1), True, 40, None),  # papers take a month
        (dt.date(2020, 6, 1), dt.date(1990, 5, 1), True, 40, None),  # too long ago
        (dt.date(2015, 6, 1), dt.date(1968, 5, 1), True, 100, "pensionable"),  # 53 in 2021, 55 years 8 months in 2024
        (dt.date(2015, 6, 1), dt.date(1968, 5, 1), False, 100, None),  # a man of that age has nine years to go
        (dt.date(2015, 6, 1), dt.date(1968, 5, 1), True, 300, None),  # lacks nothing
        (dt.date(2015, 6, 1), dt.date(1950, 5, 1), True, 100, None),  # past the age
    ],
)
def test_who_left_a_job_and_who_is_near_a_pension(
    end: dt.date, born: dt.date, female, months: int, kind: str | None
) -> None:
    gone = Leavers(A([5]), A([1]), A([end], "M8[D]"), A([months]), A([born], "M8[D]"), A([female]))
    found = [one.kind for one in find_leavers(gone, DAY, settings(), VALUES) if len(one)]
    assert found == ([kind] if kind else [])


@pytest.mark.parametrize(
    ("kind", "keys", "births", "codes"),
    [
        ("tax", ["9900000016", "9900000017"], None, ["outreach.tax_code"]),
        ("tax", ["9900000016", "9900000016"], None, ["outreach.twice"]),
        ("household", ["999086000001", ""], None, ["outreach.no_id"]),
        ("civil", ["999086000001"], ["2022-01-01"], ["outreach.future"]),
        ("school", ["999086000001", "999086000001"], None, ["outreach.twice"]),
    ],
)
def test_what_is_wrong_in_a_list(kind: str, keys: list[str], births: list[str] | None, codes: list[str]) -> None:
    n = len(keys)
    rows = Rows(np.arange(2, 2 + n), keys, ["A"] * n, A(births or ["2015-01-01"] * n, "M8[D]"), ["90101"] * n)
    found = judge(kind, rows, DAY)
    assert [one.code for one in found] == codes
    assert all(one.message.vi and one.mend.en and one.where.row for one in found)


def test_accuracy_judges_only_what_the_truth_speaks_of() -> None:
    found = [("pupil", "a"), ("pupil", "b"), ("pupil", "x"), ("birth", "a")]
    (pupils,) = accuracy(found, {"pupil": ["a", "c"]}, {"pupil": ["b"]})
    assert (pupils.right, pupils.wrong, pupils.not_judged) == (1, 1, 1)
    assert (pupils.precision, pupils.recall) == (Fraction(1, 2), Fraction(1, 2))


def test_every_reason_has_words_a_day_and_a_prior_between_nothing_and_all() -> None:
    for reason in reasons().values():
        assert reason.name.vi
        assert reason.name.en
        assert reason.within_days > 0
        assert 0 < reason.prior < 1


def test_firms_are_compared_without_the_words_all_firms_share() -> None:
    assert firm_name("CTY TNHH Thương mại Hoa Sen VN") == firm_name("Công ty TNHH TM Hoa Sen Việt Nam") == "hoa sen"
    for comparison in firm_likeness().comparisons:
        assert abs(sum(float(level.u) for level in comparison.levels) - 1) < 0.01


def test_an_outcome_says_when_to_try_again() -> None:
    assert next_day("no_answer", DAY, None) == dt.date(2021, 11, 5)
    assert next_day("promised", DAY, dt.date(2021, 11, 20)) == dt.date(2021, 11, 21)
    assert all(outcome.name.vi and outcome.name.en for outcome in OUTCOMES.values())
    assert Month.containing(DAY) == Month.of(2021, 11)


def test_a_row_without_name_or_household_is_told() -> None:
    born = A(["2015-01-01"] * 3, "M8[D]")
    rows = Rows(np.arange(2, 5), ["001090012345", "", ""], ["A", "", "C"], born, ["90101"] * 3, ["H1", "H1", ""])
    found = [(one.where.row, one.code) for one in judge("household", rows, DAY) if one.stops]
    assert found == [(3, "outreach.name"), (4, "outreach.household")]
