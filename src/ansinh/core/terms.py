"""Codes of the terms of employment, as columns and tables hold them. The names are those of the cases."""

from enum import IntEnum, IntFlag


class PersonGroup(IntEnum):
    """Who the insured person is (Art. 2, Law 41/2024/QH15)."""

    EMPLOYEE = 1
    CIVIL_SERVANT = 2
    PUBLIC_EMPLOYEE = 3
    COMMUNE_PART_TIME = 4


class PayRegime(IntEnum):
    """Whose pay scale sets the base."""

    NONE = 0
    EMPLOYER = 1
    STATE = 2


class UnitKind(IntEnum):
    """What the employer is, where relief and unemployment insurance ask."""

    ENTERPRISE = 1
    STATE_AGENCY = 2
    PUBLIC_UNIT_STATE_PAID = 3


class Absence(IntEnum):
    """Why a person does not work in a month."""

    NONE = 0
    UNPAID = 1
    SICK = 2
    MATERNITY = 3
    DETAINED = 4


class Foreign(IntFlag):
    """What the law asks of a foreigner; 0 for nationals."""

    FOREIGNER = 1
    NO_PERMIT = 2
    INTRA_COMPANY = 4
    PAST_RETIREMENT_AGE = 8


class Work(IntFlag):
    """Traits of the work that move the floor of the base."""

    TRAINED = 1
    HEAVY = 2
    VERY_HEAVY = 4
    PART_TIME = 8


ALL_FUNDS = 0b111110  # bit number = Fund: rs, sm, oad, ui, hi; the mask of funds a spell takes part in


class Sex(IntEnum):
    """Where the ages and tables of the law differ for women and men; 0 where it is not known."""

    UNKNOWN = 0
    FEMALE = 1
    MALE = 2
