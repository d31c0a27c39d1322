"""What the form TK1-TS says about people: the new person, and the members of the household."""

from dataclasses import dataclass

from ansinh.formats.columns import Days, Flags, Ints, Table, Texts


@dataclass(frozen=True, slots=True)
class PersonRows(Table):
    """TK1-TS data, row for row beside the list it came with. Places are codes, and the words of the address."""

    guardian: Texts
    nationality: Texts  # two letters: VN
    ethnicity: Texts  # code 01..56
    phone: Texts
    email: Texts
    birth_province: Texts
    birth_district: Texts
    birth_commune: Texts
    birth_address: Texts
    result_province: Texts
    result_district: Texts
    result_commune: Texts
    result_address: Texts
    facility_province: Texts
    facility: Texts  # 5 characters
    facility_name: Texts
    pay_amount: Ints  # dong a month, voluntary insurance
    pay_method: Texts
    change_content: Texts
    attached: Texts
    household_code: Texts
    head_name: Texts
    head_id: Texts
    head_phone: Texts
    household_province: Texts
    household_commune: Texts
    household_address: Texts
    residence_province: Texts
    residence_commune: Texts
    residence_address: Texts


@dataclass(frozen=True, slots=True)
class MemberRows(Table):
    """The household appendix: `row` is where the member stood, `worker_row` the row of the person it belongs to."""

    worker_row: Ints
    household_code: Texts
    full_name: Texts
    si_number: Texts
    id_number: Texts
    birth: Days
    birth_precision: Flags  # 1 year, 2 month, 3 day
    sex: Flags  # 1 male, 0 female, 2 other
    nationality: Texts
    ethnicity: Texts
    relation: Texts  # code 00 (head) .. 22
    birth_province: Texts
    birth_commune: Texts
    birth_address: Texts
    takes_part: Flags  # 1 yes, 0 no
    note: Texts
