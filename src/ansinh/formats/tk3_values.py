"""TK3-TS as a value: an employer asks to be registered, changed or suspended."""

from dataclasses import dataclass, field

from ansinh.core.finding import Finding


@dataclass(frozen=True, slots=True)
class EmployerForm:
    """TK3-TS (decisions 595/2017 and 505/2020): one employer. "" is not given."""

    unit_name: str = ""
    unit_code: str = ""  # blank when it registers for the first time
    tax_code: str = ""
    business_address: str = ""
    unit_type: str = ""
    main_activity: str = ""
    contact_address: str = ""
    phone: str = ""
    email: str = ""
    licence_number: str = ""
    licence_place: str = ""
    pay_every: int = 1  # months: 1, 3 or 6
    change_content: str = ""
    attached: str = ""


@dataclass(frozen=True, slots=True)
class TK3:
    """A read TK3-TS; `numbering` 595, 505 or keys."""

    numbering: str
    employer: EmployerForm
    findings: list[Finding] = field(default_factory=list)
