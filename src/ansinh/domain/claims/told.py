"""How a value found in a claim is written: an amount in dong, a share in per cent, a quantity by its name.

The frames keep whole numbers (hundredths of a dong, thousandths of a piece); a finding tells them as people count.
"""

import re
from typing import Final

import polars as pl

from ansinh.core.text import Text

_MONEY: Final = (2, "", " đ")
_PRICE: Final = (3, "", " đ")
_PERCENT: Final = (2, "", "%")
_QUANTITY: Final = (3, "số lượng ", "")
MEASURES: Final = {
    **dict.fromkeys(
        ("total_bv", "total_bh", "own", "copay", "fund", "other", "fund_service", "drugs_bv", "supplies_bv", "bv", "bh",
         "package_fund"), _MONEY,
    ),
    **dict.fromkeys(("price_bh", "approved_price"), _PRICE),
    **dict.fromkeys(("rate", "right", "right_rate", "most_rate", "ratio_list", "list_ratio", "ratio_service",
                     "surgery_share", "exam_share"), _PERCENT),
    **dict.fromkeys(("quantity", "used"), _QUANTITY),
    "procured": (0, "trúng thầu ", ""), "beds_allowed": (3, "", " ngày giường"), "weight": (2, "", " kg"),
}  # fmt: skip
"""How many decimals a column of the frames carries, and what is written before and after its number."""

_NUMBER: Final = re.compile(r"(?<![\w.])(-?\d+)(\.\d+)?(?=( đ|%| kg| ngày giường)(?: / |$))|(?<=số lượng )(\d+)(\.\d+)?"
                            r"|(?<=trúng thầu )(\d+)")  # fmt: skip
_ENGLISH: Final = (("số lượng ", "quantity "), ("trúng thầu ", "tendered "), (" ngày giường", " bed days"))


def told(name: str) -> pl.Expr:
    """Return the column `name` of the frames as text: its number in full units where it measures something."""
    if name not in MEASURES:
        return pl.col(name).cast(pl.String)
    places, before, after = MEASURES[name]
    size = 10**places
    value = pl.col(name).cast(pl.Int64)
    sign = pl.when(value < 0).then(pl.lit("-")).otherwise(pl.lit(""))
    whole, rest = value.abs() // size, value.abs() % size
    tail = ("." + rest.cast(pl.String).str.zfill(places)).str.strip_chars_end("0") if places else pl.lit("")
    tail = pl.when(rest == 0).then(pl.lit("")).otherwise(tail)
    return pl.concat_str(pl.lit(before), sign, whole.cast(pl.String), tail, pl.lit(after))


def in_words(found: str) -> Text:
    """Return a value found with its numbers as each language writes them: 60.000 đ, 60,000 đ."""
    vi = _NUMBER.sub(lambda hit: _grouped(hit).translate(str.maketrans(",.", ".,")), found)
    en = _NUMBER.sub(_grouped, found)
    for word, english in _ENGLISH:
        en = en.replace(word, english)
    return Text(vi, en)


def _grouped(hit: re.Match[str]) -> str:
    """Return a number found with commas between its thousands."""
    whole, dot, part = hit[0].partition(".")
    return f"{int(whole):,}{dot}{part}"
