"""A list of deaths held against the register: what stops a row, what only warns, and whose death it is."""

import datetime as dt
from dataclasses import replace

import pytest

from ansinh.domain.benefits.deaths import Registered, ToldDeath, judge

TODAY = dt.date(2021, 11, 15)
LAN = Registered(
    7, "Nguyễn Thị Lan", dt.date(1950, 3, 2), None, "2601", mine=True, si_number="2600000017",
    personal_id="026150000017",
)  # fmt: skip
TOLD = ToldDeath(
    row=2, personal_id="026150000017", si_number="2600000017", full_name="Nguyễn Thị Lan",
    birth=dt.date(1950, 3, 2), precise=True, died_on=dt.date(2021, 10, 4), document="12/TLKT", unread=(),
)  # fmt: skip
OTHER = replace(LAN, id=8, full_name="Trần Văn Bảy", si_number="2600000099")
NAMELESS = {"personal_id": "", "si_number": ""}
# what the row says otherwise, whom the register finds, the findings, whether they stop the row
JUDGED = [
    ({}, [LAN], [], False),
    ({"died_on": None}, [LAN], ["DEATH-DAY"], True),
    ({"died_on": TODAY}, [LAN], [], False),
    ({"died_on": TODAY + dt.timedelta(days=1)}, [LAN], ["DEATH-AHEAD"], True),
    ({"died_on": dt.date(1950, 3, 1)}, [LAN], ["DEATH-UNBORN"], True),
    ({}, [], ["DEATH-NOBODY"], False),
    ({}, [LAN, OTHER], ["DEATH-TWO-PEOPLE"], True),  # the numbers of one row are two people's
    (NAMELESS, [LAN, OTHER], ["DEATH-SEVERAL"], True),
    (NAMELESS, [LAN], ["DEATH-BY-NAME"], False),
    ({"si_number": "2600000018"}, [LAN], ["DEATH-NUMBER"], True),
    ({"full_name": "Nguyen thi  LAN"}, [LAN], [], False),  # marks and case make no other name
    ({"full_name": "Lê Thị Lan"}, [LAN], ["DEATH-NAME"], True),
    ({"birth": dt.date(1950, 2, 3)}, [LAN], ["DEATH-BORN"], True),
    ({"birth": dt.date(1950, 1, 1), "precise": False}, [LAN], [], False),  # only the year was known
    ({}, [replace(LAN, mine=False)], ["DEATH-ELSEWHERE"], True),
    ({}, [replace(LAN, died_on=dt.date(2021, 10, 4))], ["DEATH-KNOWN"], False),
    ({}, [replace(LAN, died_on=dt.date(2021, 9, 1))], ["DEATH-OTHER-DAY"], True),
]


@pytest.mark.parametrize(("says", "people", "codes", "stops"), JUDGED)
def test_each_row_against_the_register(
    says: dict[str, object], people: list[Registered], codes: list[str], *, stops: bool
) -> None:
    (one,) = judge([(replace(TOLD, **says), people)], TODAY)
    assert [found.code for found in one.findings] == codes
    assert one.stops == stops


def test_the_same_person_twice_stops_the_second_row() -> None:
    first, second = judge([(TOLD, [LAN]), (replace(TOLD, row=3), [LAN])], TODAY)
    assert (first.stops, [found.code for found in second.findings]) == (False, ["DEATH-TWICE"])
