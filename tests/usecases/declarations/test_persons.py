"""TK1-TS as a workbook of its own: a number for a new person, a correction for a known one, nothing by half."""

import pytest
from tests.usecases.declarations.office import person, seed

from ansinh.core.errors import RefusedError
from ansinh.formats.person_form import read_tk1, write_tk1
from ansinh.formats.tk1_values import PersonForm
from ansinh.records.models import FilingFinding, Person
from ansinh.usecases import declarations

NEW = PersonForm(
    full_name="Hoàng Thị Ngọc Ánh", birth="05/09/1998", sex="Nữ", nationality="Việt Nam", ethnicity="Kinh",
    id_number="026198000123", phone="0900000000", result_address="Tích Sơn, Vĩnh Yên",
)  # fmt: skip


@pytest.fixture
def accounts(db):  # noqa: ARG001 - a database
    return seed()


def send(form: PersonForm, office: str, numbering: str = "505") -> str:
    data = write_tk1(form, numbering=numbering)
    return declarations.receive(
        declarations.Sent(kind="TK1", data=data, name="tk1.xlsx", channel="counter", actor="motcua", office=office)
    )


@pytest.mark.parametrize("numbering", ["505", "595"])
def test_a_form_is_read_as_it_was_written(numbering):
    read = read_tk1(write_tk1(NEW, numbering=numbering))
    assert (read.findings, read.person.full_name, read.person.birth) == ([], NEW.full_name, NEW.birth)
    assert (read.person.sex, read.person.id_number, read.person.phone) == ("Nữ", NEW.id_number, NEW.phone)


def test_nobody_needs_the_form_to_be_whole_to_be_told_what_is_missing():
    found = [finding.where.column for finding in read_tk1(write_tk1(PersonForm(full_name="An", phone="09"))).findings]
    assert found == ["Ngày, tháng, năm sinh", "Giới tính"]


@pytest.mark.parametrize("data", [b"", b"{", b"PK\x03\x04 broken", b"<html>", b'{"form_data": 7}'])
def test_a_hostile_file_comes_back_with_one_finding(data):
    read = read_tk1(data)
    assert len(read.findings) == 1
    assert read.person == PersonForm()


def test_a_new_person_gets_a_number_once(accounts):
    office = accounts["TA0001A"].office.code
    filing = send(NEW, office)
    assert declarations.check(filing, "canbo").whole
    done = declarations.accept(filing, "canbo")
    assert (done.rows, done.people_issued, done.state) == (1, 1, "accepted")
    made = Person.objects.get(personal_id="026198000123")
    assert (made.full_name, str(made.birth_date), made.sex, bool(made.si_number)) == (
        "Hoàng Thị Ngọc Ánh", "1998-09-05", "female", True,
    )  # fmt: skip
    assert declarations.accept(filing, "canbo").people_issued == 0
    twice = send(PersonForm(**{**vars_of(NEW), "phone": "0911111111"}), office)
    assert not declarations.check(twice, "canbo").whole
    assert FilingFinding.objects.get(filing_id=twice).code == "TK1-KNOWN"
    with pytest.raises(RefusedError):
        declarations.accept(twice, "canbo")


def test_a_correction_changes_only_what_it_names(accounts):
    known = person("Lê Thị Mai", "2611111111")
    form = PersonForm(full_name="Lê Thị Mai", si_number="2611111111", adj_name="Lê Thị Mại", attached="CCCD")
    filing = send(form, accounts["TA0001A"].office.code)
    assert declarations.check(filing, "canbo").errors == 0
    declarations.accept(filing, "canbo")
    before = known.birth_date
    known.refresh_from_db()
    assert (known.full_name, known.name_search, known.birth_date) == ("Lê Thị Mại", "le thi mai", before)


def vars_of(form: PersonForm) -> dict[str, str]:
    return {name: getattr(form, name) for name in PersonForm.__dataclass_fields__}
