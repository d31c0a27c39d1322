"""The commands `ansinh bank`: what they say and how they end."""

import datetime as dt

import pytest
from tests.usecases.collection.small_province import entry, statement
from typer.testing import CliRunner

from ansinh.cli.bank import app
from ansinh.cli.statements import app as statements
from ansinh.formats.bank import write_camt053

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]
RUN = CliRunner()


def said(*arguments):
    done = RUN.invoke(app, [*arguments, "--office", "26", "--lang", "en"])
    return done.exit_code, " ".join(done.output.split())


def test_take_in_match_and_look(tmp_path):
    path = tmp_path / "october.xml"
    lines = statement(entry(1, 100, "BHXH TZ0001A"), entry(2, 40, "MST 0101300842"))
    path.write_bytes(write_camt053(lines, created=dt.datetime(2021, 11, 1, tzinfo=dt.UTC)))
    assert said("import", str(path)) == (0, "october.xml: 2 new lines, 0 known, 140 dong.")
    assert said("import", str(path)) == (0, "october.xml: 0 new lines, 2 known, 0 dong.")
    code, told = said("match")
    assert (code, told) == (0, "1 lines matched, 100 dong; 0 of the budgets; 1 left in suspense. code: 1")
    code, told = said("suspense")
    assert code == 0
    assert "92" in told


def test_a_bad_file_ends_with_one(tmp_path):
    path = tmp_path / "bad.xml"
    path.write_bytes(b"<Document/>")
    code, told = said("import", str(path))
    assert code == 1
    assert "refused" in told


def test_an_unknown_office_is_a_sentence():
    done = RUN.invoke(app, ["match", "--office", "99", "--lang", "en"])
    assert (done.exit_code, done.output.strip()) == (6, "There is no office with code 99.")


def test_bills_and_statements(tmp_path):
    code, told = said("bill", "2021-08")
    assert (code, told) == (0, "0 bills of the quarter from 2021-08: 0 dong; 0 changed, by 0 dong.")
    done = RUN.invoke(statements, ["2021-08", "--office", "26", "--out", str(tmp_path), "--lang", "en"])
    assert (done.exit_code, done.output.strip()) == (6, "Month 2021-08 is not closed.")
