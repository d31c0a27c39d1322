"""Days inside sentences."""

import pytest

from ansinh.core.day_words import written_days


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Nộp hồ sơ đến ngày 2021-12-30", "Nộp hồ sơ đến ngày 30/12/2021"),
        ("tháng đóng gần nhất: 2021-09: đạt", "tháng đóng gần nhất: 09/2021: đạt"),
        ("2021-10-25 .. 2022-01-01", "25/10/2021 .. 01/01/2022"),
        ("00004/2021/2601-CD", "00004/2021/2601-CD"),
        ("QĐ 2021-13", "QĐ 2021-13"),
        ("số 12021-12-30, 2021-12-305, A2021-12", "số 12021-12-30, 2021-12-305, A2021-12"),
        ("5.200.000 đ x 75% / 24 x 5", "5.200.000 đ x 75% / 24 x 5"),
        ("", ""),
    ],
)
def test_days_are_turned_round_and_nothing_else(text: str, read: str) -> None:
    assert written_days(text) == read
