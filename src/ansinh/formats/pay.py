"""The column "coefficient or wage": up to 100 it is a coefficient, above it is dong a month."""

from decimal import Decimal
from typing import Any, Final

import numpy as np

from ansinh.formats.faults import fault
from ansinh.formats.sheet.cells import BIGGEST
from ansinh.formats.sheet.table import RowReader

COEFFICIENT_LIMIT: Final = 100  # source: the service portal reads a value up to 100 as a coefficient


def split_pay(reader: RowReader, name: str = "pay") -> dict[str, Any]:
    """Return {"wage": dong, "coefficient": ten-thousandths}; what is neither becomes a finding of its row."""
    wages, coefficients = [], []
    for place, value in enumerate(reader.values(name)):
        wage, coefficient, code = _split(value)
        if code:
            reader.findings.append(fault(code, reader.where(place, name), value))
        wages.append(wage)
        coefficients.append(coefficient)
    return {"wage": np.array(wages, dtype=np.int64), "coefficient": np.array(coefficients, dtype=np.int64)}


def _split(value: Decimal | None) -> tuple[int, int, str]:
    """Return (wage, coefficient, code of what is wrong)."""
    if value is None:
        return 0, 0, ""
    if value < 0:
        return 0, 0, "C-NEGATIVE"
    if value <= COEFFICIENT_LIMIT:
        scaled = value.scaleb(4)
        return (0, int(scaled), "") if scaled == scaled.to_integral_value() else (0, 0, "C-AMBIGUOUS")
    if value != value.to_integral_value():
        return 0, 0, "C-WHOLE"
    return (int(value), 0, "") if value < BIGGEST else (0, 0, "C-BIG")


def split_share(reader: RowReader, name: str) -> dict[str, Any]:
    """Return {name: dong, name_percent: hundredths of per cent}: up to 100 it is a per cent, above dong."""
    amounts, percents = [], []
    for place, value in enumerate(reader.values(name)):
        dong, ten_thousandths, code = _split(value)
        if code:
            reader.findings.append(fault(code, reader.where(place, name), value))
        amounts.append(dong)
        percents.append(ten_thousandths // 100)
    return {name: np.array(amounts, dtype=np.int64), f"{name}_percent": np.array(percents, dtype=np.int64)}
