"""One value of values.yaml is changed: cases, explanations and the month change alike, the next close posts it."""

import json
import shutil
from pathlib import Path

import pytest
from tests.jobs.small_books import Books

import ansinh.law
from ansinh.cli.cases.runner import answer_of
from ansinh.cli.law import told
from ansinh.core.period import Month
from ansinh.jobs.monthly import Order, close_month
from ansinh.law.explain import lines
from ansinh.law.value_files import TOPICS, read
from ansinh.law.values import Values
from ansinh.records.models import AccountMonth

FUNDS = ("rs", "sm", "oad", "ui", "hi")
BASE = 40_000_000  # above every ceiling of 2021
INPUTS = {
    "month": "2021-03", "nationality": "VN", "group": "employee", "pay_regime": "employer", "region": "II",
    "base": BASE,
    "coefficient": None, "contract_months": None, "permit": True, "intra_company": False,
    "past_retirement_age": False,
    "unit": {"kind": "enterprise", "workers": 50, "ui_from": "2009-01", "oad_reduced_from": None,
             "oad_reduced_to": None},
}  # fmt: skip
CHANGES = (  # topic, the line as it stands, the line as changed, the number the explanation must now show
    ("contributions", 'from: 2010-01-01, value: "0.03"', 'from: 2010-01-01, value: "0.035"', "3,5"),
    ("contributions", 'from: 2016-01-01, value: "0.14"', 'from: 2016-01-01, value: "0.15"', "15"),
    ("wages", 'from: 2019-07-01, value: "1490000"', 'from: 2019-07-01, value: "1500000"', "1.500.000"),
)


def changed(folder: Path, topic: str, before: str, after: str) -> Values:
    """The law as it is, but for one line."""
    home = Path(ansinh.law.__path__[0])
    for each in TOPICS:
        (folder / each).mkdir()
        shutil.copy(home / each / "values.yaml", folder / each)
    file = folder / topic / "values.yaml"
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")
    return read(folder)


def by_case(values: Values) -> dict[str, int]:
    """What the operation of the worked cases says one person owes, by fund."""
    answer = answer_of("contributions.assess_person", "2021-03-01", INPUTS, values)
    output = json.loads(json.dumps(answer.outputs, default=str))
    return {fund: int(output[fund]["employer"]) + int(output[fund]["employee"]) for fund in FUNDS}


def close(books: Books, period: str, values: Values | None) -> dict[str, dict[str, int]]:
    close_month(Order(books.code, Month.parse(period), "tester", workers=1, engine="inline"), values=values)
    sheet = AccountMonth.objects.get(period=Month.parse(period).first_day)
    return {
        what: {fund: getattr(sheet, f"{fund}_{what}") for fund in FUNDS} for what in ("due", "adjusted")
    }  # fmt: skip


@pytest.mark.parametrize(("topic", "before", "after", "shown"), CHANGES)
def test_cases_explanations_and_the_month_change_alike(
    books: Books, tmp_path: Path, topic: str, before: str, after: str, shown: str
) -> None:
    values = changed(tmp_path, topic, before, after)
    account = books.account(1)
    books.works(account, books.person(1), "2021-03", base=BASE)
    books.announce()
    as_it_was = close(books, "2021-03", None)["due"]
    assert as_it_was == by_case(read(Path(ansinh.law.__path__[0])))
    now = by_case(values)
    assert now != as_it_was
    answer = answer_of("contributions.assess_person", "2021-03-01", INPUTS, values.tracing())
    assert any(shown in line for line in lines(told(answer, values), "vi"))

    april = close(books, "2021-04", values)
    assert april["due"] == now
    assert april["adjusted"] == {fund: now[fund] - as_it_was[fund] for fund in FUNDS}
    may = close(books, "2021-05", values)
    assert may["due"] == now
    assert not any(may["adjusted"].values())
