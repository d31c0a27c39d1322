"""A D02-LT with one row that is right and two that are not."""

import numpy as np

from ansinh.core.period import Month
from ansinh.formats.d02.rows import DeclarationRows
from ansinh.formats.declaration_d02 import write_d02
from ansinh.formats.header import UnitHeader

NOVEMBER = Month.of(2021, 11)


def workbook(unit: str) -> bytes:
    rows = DeclarationRows.of(
        3,
        {
            "row": np.array([1, 2, 3]),
            "change": ["TM", "GH", "TM"],
            "full_name": ["Trần Thị Mới", "Không Có Ai", "Lê Văn Thấp"],
            "si_number": ["", "2699999999", ""],
            "id_number": ["026190000123", "", "026090000124"],
            "wage": np.array([6_500_000, 0, 1_000_000]),
            "from_month": np.array([NOVEMBER.number] * 3),
            "sex": np.array([0, 1, 1], dtype=np.int8),
        },
    )
    return write_d02(UnitHeader(unit_name="Đơn vị", unit_code=unit, month=NOVEMBER), rows, layout="official")
