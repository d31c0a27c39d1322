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


def mended(unit: str) -> bytes:
    """Return the declaration as its sender mends it: one worker, everything said."""
    rows = DeclarationRows.of(
        1,
        {
            "row": np.array([1]),
            "change": ["TM"],
            "full_name": ["Trần Thị Mới"],
            "si_number": [""],
            "id_number": ["026190000123"],
            "birth": np.array(["1990-05-02"], dtype="datetime64[D]"),
            "birth_precision": np.array([3], dtype=np.int8),
            "job": ["Công nhân may, Vĩnh Yên"],
            "wage": np.array([6_500_000]),
            "from_month": np.array([NOVEMBER.number]),
            "sex": np.array([0], dtype=np.int8),
            "contract_kind": ["indefinite"],
            "contract_from": np.array(["2021-11-01"], dtype="datetime64[D]"),
            "contract_number": ["12/HDLD"],
            "contract_signed": np.array(["2021-11-01"], dtype="datetime64[D]"),
        },
    )
    return write_d02(UnitHeader(unit_name="Đơn vị", unit_code=unit, month=NOVEMBER), rows, layout="official")
