"""The level of pay from which ceilings, household amounts and many benefits are counted."""

import datetime as dt

from ansinh.law.values import Value, Values


def level_of_pay(day: dt.date, values: Values) -> Value:
    """Art. 7 and 141.13, Law 41/2024/QH15: the reference level from 2025-07-01; the base salary before.

    Dong a month with its citation. The change of word is in the values themselves: the reference level begins on its
    first day. UnknownValueError before the first base salary.
    """
    reference = values.parameters["reference_level"].on(day)
    return values.get("base_salary" if reference is None else "reference_level", day)
