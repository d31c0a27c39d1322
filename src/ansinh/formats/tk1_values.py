"""TK1-TS as a value: a person asks for a number, or has data corrected."""

from dataclasses import dataclass, field

from ansinh.core.finding import Finding


@dataclass(frozen=True, slots=True)
class PersonForm:
    """TK1-TS (decisions 595/2017 to 490/2023): one person, as written. "" is not given; adj_* are corrections."""

    full_name: str = ""
    sex: str = ""
    birth: str = ""
    nationality: str = ""
    ethnicity: str = ""
    birth_place: str = ""
    result_address: str = ""
    id_number: str = ""
    phone: str = ""
    email: str = ""
    guardian: str = ""
    pay_amount: str = ""
    pay_method: str = ""
    facility: str = ""
    si_number: str = ""  # blank when the person asks for one
    adj_name: str = ""
    adj_sex: str = ""
    adj_birth: str = ""
    adj_id: str = ""
    change_content: str = ""
    attached: str = ""


@dataclass(frozen=True, slots=True)
class TK1:
    """A read TK1-TS; `numbering` 595, 505 or keys."""

    numbering: str
    person: PersonForm
    findings: list[Finding] = field(default_factory=list)
