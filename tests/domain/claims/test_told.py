"""A value found in a claim: the whole numbers of the frames as people count them, in both languages."""

import polars as pl
import pytest

from ansinh.domain.claims.checking import said
from ansinh.domain.claims.told import in_words


@pytest.mark.parametrize(
    ("columns", "kept", "vi", "en"),
    [
        ({"price_bh": 60_000_000, "approved_price": 50_000_000}, "60000 đ / 50000 đ",
         "60.000 đ / 50.000 đ", "60,000 đ / 50,000 đ"),
        ({"price_bh": 1_234_500}, "1234.5 đ", "1.234,5 đ", "1,234.5 đ"),
        ({"copay": -500_000_05}, "-500000.05 đ", "-500.000,05 đ", "-500,000.05 đ"),
        ({"rate": 10_000, "right_rate": 8_000}, "100% / 80%", "100% / 80%", "100% / 80%"),
        ({"drug": "40.1234", "used": 1_500_500, "procured": 1_000}, "40.1234 / số lượng 1500.5 / trúng thầu 1000",
         "40.1234 / số lượng 1.500,5 / trúng thầu 1.000", "40.1234 / quantity 1,500.5 / tendered 1,000"),
        ({"quantity": 3_000, "beds_allowed": 1_500}, "số lượng 3 / 1.5 ngày giường",
         "số lượng 3 / 1,5 ngày giường", "quantity 3 / 1.5 bed days"),
        ({"card": "DN4010012345678", "most_rate": 9_500}, "DN4010012345678 / 95%", "DN4010012345678 / 95%",
         "DN4010012345678 / 95%"),
        ({"weight": 5_250}, "52.5 kg", "52,5 kg", "52.5 kg"),
        ({"icd": "J18.9", "places_today": 3}, "J18.9 / 3", "J18.9 / 3", "J18.9 / 3"),
        ({"price_bh": 0, "approved_price": None}, "0 đ", "0 đ", "0 đ"),
    ],
)  # fmt: skip
def test_a_value_is_told_in_its_unit(columns: dict[str, object], kept: str, vi: str, en: str) -> None:
    """Dong, per cent, quantities and codes side by side: only what measures something is rewritten."""
    found = pl.DataFrame({name: [value] for name, value in columns.items()}).select(found=said(*columns))["found"][0]
    words = in_words(found)
    assert (found, words.vi, words.en) == (kept, vi, en)
