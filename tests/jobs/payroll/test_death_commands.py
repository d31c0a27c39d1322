"""`ansinh payroll deaths|alive|paid-in`: what they write, what they refuse in one sentence, and how they end."""

import re
from pathlib import Path

from tests.jobs.payroll.small_payroll import Pensions, books_of, lines, rows
from tests.jobs.payroll.test_death_lists import HEAD, people, told
from tests.jobs.payroll.test_deaths import CLAIMS, autumn
from typer.testing import CliRunner

from ansinh.cli.payroll import app

__all__ = ["autumn"]  # the fixture
Autumn = tuple[Pensions, str, int]
RUN = CliRunner()


def ended(*arguments: str) -> tuple[int, str]:
    """Run a command in English: how it ends, and what it says; a traceback fails the test."""
    done = RUN.invoke(app, [*arguments, "--lang", "en"])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, " ".join(re.sub("[│╭╮╰╯─]", " ", done.output).split())


def said(*arguments: str) -> str:
    code, told_ = ended(*arguments)
    assert code == 0, told_
    return told_


def listed(folder: Path, *lines_: str) -> str:
    path = folder / "tu-phap.csv"
    path.write_text("\n".join([HEAD, *lines_]), encoding="utf-8")
    return str(path)


def died(file: str) -> object:
    return rows("SELECT died_on FROM records_person p JOIN records_pension f ON f.person_id = p.id "
                "WHERE file_no = %s", file)[0][0]  # fmt: skip


def test_a_list_is_compared_first_and_recorded_when_told(autumn: Autumn, tmp_path: Path) -> None:
    _, file, monthly = autumn
    path = listed(tmp_path, told(people(1)[0], "30/09/2021"))
    first = said("deaths", path, "--office", "26")
    assert "1 rows, 1 people to record, 0 errors" in first
    assert (died(file), rows(CLAIMS)) == (None, [])
    for _ in range(2):  # the same list again records nobody twice
        last = said("deaths", path, "--office", "26", "--record")
    assert f"{2 * monthly:,}".replace(",", ".") in last
    assert rows(CLAIMS) == [(2, 2 * monthly, 0, "death")]
    assert books_of(1)[138] == 2 * monthly


def test_a_list_half_wrong_records_nothing_and_one_that_is_none_ends_with_1(autumn: Autumn, tmp_path: Path) -> None:
    _, file, _ = autumn
    one = people(1)[0]
    path = listed(tmp_path, told(one, "30/09/2021"), told(one, "30/09/2021"))
    code, why = ended("deaths", path, "--office", "26", "--record")
    assert (code, died(file)) == (4, None)
    assert "DEATH-TWICE" in why
    assert "1 rows of the list have errors" in why
    assert "1 people are recorded" in said("deaths", path, "--office", "26", "--record", "--good-rows")
    broken = tmp_path / "b.xlsx"
    broken.write_bytes(b"\x00\x01PK")
    assert ended("deaths", str(broken), "--office", "26")[0] == 1
    assert "no source moon" in ended("deaths", path, "--office", "26", "--source", "moon")[1]
    assert ended("deaths", path, "--office", "no office")[0] == 6


def test_two_people_take_a_wrong_notice_back(autumn: Autumn, tmp_path: Path) -> None:
    _, file, monthly = autumn
    one, other = people(2)
    said("deaths", listed(tmp_path, told(one, "30/09/2021")), "--office", "26", "--record")
    code, why = ended("alive", file, "--actor", "can-bo")
    assert (code, "paper" in why) == (4, True)
    asked = said("alive", file, "--document", "BB 05", "--actor", "can-bo")
    (key,) = re.findall("Asked as ([0-9a-f-]{36})", asked)
    assert ended("alive", file, "--approve", key, "--actor", "can-bo")[0] == 4
    ((wrong_file,),) = rows("SELECT file_no FROM records_pension WHERE person_id = %s", other.pk)
    assert ended("alive", wrong_file, "--approve", key, "--actor", "truong-phong")[0] == 6
    assert ended("alive", file, "--approve", "not a number", "--actor", "truong-phong")[0] == 2
    assert str(died(file)) == "2021-09-30"
    back = said("alive", file, "--approve", key, "--actor", "truong-phong")
    assert file in back
    assert f"{2 * monthly:,}".replace(",", ".") in back
    assert (died(file), books_of(1)[138]) == (None, 0)


def test_heirs_pay_a_claim_in_and_a_wrong_day_is_a_sentence(autumn: Autumn, tmp_path: Path) -> None:
    _, _, monthly = autumn
    said("deaths", listed(tmp_path, told(people(1)[0], "30/09/2021")), "--office", "26", "--record")
    ((claim,),) = rows("SELECT id FROM records_overpayment")
    paper = ("--payer", "Con trai", "--document", "PT 1", "--actor", "ke-toan")
    code, why = ended("paid-in", str(claim), str(monthly), *paper, "--day", "31/02/2021")
    assert code == 2
    assert "không phải là ngày" in why
    assert "is no day" in why
    assert ended("paid-in", str(claim), str(2 * monthly + 1), *paper, "--day", "2021-11-25")[0] == 4
    assert books_of(1)[138] == 2 * monthly
    left = said("paid-in", str(claim), str(monthly), *paper, "--day", "2021-11-25")
    assert left.count(f"{monthly:,}".replace(",", ".")) == 2
    assert ended("paid-in", str(claim), str(monthly), *paper, "--day", "2021-11-25")[0] == 5  # the same receipt
    assert (books_of(1)[138], rows(CLAIMS)) == (monthly, [(2, 2 * monthly, monthly, "death")])


def test_a_file_not_known_is_told(autumn: Autumn) -> None:
    assert lines("2021-11")
    assert autumn
    assert ended("alive", "H9", "--document", "BB", "--actor", "a")[0] == 6
    assert ended("paid-in", "999", "1", "--payer", "A", "--document", "B", "--actor", "c")[0] == 6
