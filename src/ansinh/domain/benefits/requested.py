"""What a person asks for on form 14-HSB, in words, and the procedure it opens."""

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Asked:
    """The procedure of a request ("" where the words name none), what it types in, and how the money is wanted."""

    procedure: str
    given: dict[str, str]
    pay: str


# Words of column 8 without accents -> procedure; the first that is found. What pays is asked before what changes.
_REQUESTS: Final = (
    (r"dinh cu.*(luong huu)|luong huu.*dinh cu", "pension.abroad"),
    (r"dinh cu.*(tnld|tai nan)|(tnld|tai nan).*dinh cu", "occupational.abroad"),
    (r"mot lan|rut bhxh", "onetime"),
    (r"dieu 23|tro cap hang thang.*(chua du|khong du)", "allowance23"),
    (r"luong huu|huu tri|nghi huu", "pension"),
    (r"giam dinh lai", "occupational.again"),
    (r"tai nan lao dong|benh nghe nghiep|tnld", "occupational"),
    (r"mai tang", "survivors.funeral"),
    (r"tuat hang thang", "survivors.monthly"),
    (r"tuat", "survivors.lump"),
    (r"tu nguyen.*thai san|thai san.*tu nguyen", "maternity.voluntary"),
    (r"thai san|sinh con", "maternity.birth"),
    (r"om dau", "sickness.own"),
    (r"that nghiep", "unemployment"),
)  # fmt: skip
# Words of the reason without accents -> ground of a one-time benefit.
_GROUNDS: Final = (
    (r"dinh cu|nuoc ngoai", "settling_abroad"),
    (r"hiem ngheo|ung thu|bai liet|xo gan|lao nang|aids|hiv|nguy hiem den tinh mang", "illness"),
    (r"suy giam.*81|khuyet tat dac biet", "disability"),
    (r"phuc vien|xuat ngu|thoi viec.*(quan|cong an)|quan doi|cong an", "armed_forces"),
    (r"du tuoi|61|56|tuoi nghi huu", "of_age"),
    (r"12 thang|mot nam|sau 1 nam|khong tham gia|nghi viec", "months_out"),
)  # fmt: skip
_PAYS: Final = ((r"tai khoan|atm|chuyen khoan|ngan hang", "bank"), (r"buu dien|tien mat tai buu", "post"))


def asked(request: str, reason: str, pay: str, *, account: str = "") -> Asked:
    """Return what the words of columns 8, 9 and 10 ask for (each without accents, lower case)."""
    procedure = _first(_REQUESTS, request) or _first(_REQUESTS, reason)
    ground = _first(_GROUNDS, reason) or _first(_GROUNDS, request)
    if procedure == "onetime" and "luong huu" in request and ground == "settling_abroad":
        procedure = "pension.abroad"
    given = {"ground": ground} if procedure == "onetime" and ground else {}
    return Asked(procedure, given, "bank" if account else _first(_PAYS, pay) or "cash")


def _first(table: tuple[tuple[str, str], ...], words: str) -> str:
    """Return the word of the first pattern that is found; "" without."""
    return next((word for pattern, word in table if re.search(pattern, words)), "")
