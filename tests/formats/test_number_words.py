import pytest

from ansinh.formats.number_words import dong_in_words, in_words

WORDS = {
    0: "không", 5: "năm", 10: "mười", 11: "mười một", 15: "mười lăm", 21: "hai mươi mốt", 24: "hai mươi tư",
    25: "hai mươi lăm",
    100: "một trăm", 105: "một trăm linh năm", 110: "một trăm mười", 1_000: "một nghìn",
    1_005: "một nghìn không trăm linh năm",
    21_005: "hai mươi mốt nghìn không trăm linh năm", 1_000_000: "một triệu",
    3_398_400: "ba triệu ba trăm chín mươi tám nghìn bốn trăm",
    1_000_000_000: "một tỷ", 1_000_000_001: "một tỷ không trăm linh một", 2_000_000_000_000: "hai nghìn tỷ",
    -7: "âm bảy",
}  # fmt: skip


@pytest.mark.parametrize(("amount", "words"), WORDS.items())
def test_in_words(amount: int, words: str) -> None:
    assert in_words(amount) == words


def test_dong() -> None:
    assert dong_in_words(1_000_000) == "Một triệu đồng"
