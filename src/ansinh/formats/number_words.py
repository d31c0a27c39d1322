"""Amounts in Vietnamese words, as they are written on orders and receipts."""

from typing import Final

_DIGITS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES: Final = ("", "nghìn", "triệu")


def in_words(amount: int) -> str:
    """Return a whole number in Vietnamese words: 21.005 is "hai mươi mốt nghìn không trăm linh năm"."""
    if amount < 0:
        return f"âm {in_words(-amount)}"
    if amount == 0:
        return "không"
    return " ".join(_words(amount, leading=True))


def dong_in_words(amount: int) -> str:
    """Return dong in words, with a capital and the unit: "Ba triệu đồng"."""
    words = in_words(amount)
    return f"{words[0].upper()}{words[1:]} đồng"


def _words(amount: int, *, leading: bool) -> list[str]:
    """Return the words of a positive number; billions repeat, as in a thousand billion."""
    billions, rest = divmod(amount, 1_000_000_000)
    words = [*_words(billions, leading=leading), "tỷ"] if billions else []
    for scale in (2, 1, 0):
        group = rest // 1000**scale % 1000
        if group:
            words += _group(group, full=bool(words) or not leading)
            words += [_SCALES[scale]] if scale else []
    return words


def _group(group: int, *, full: bool) -> list[str]:
    """Return the words of 1..999; `full` says the hundreds aloud even when there are none."""
    hundreds, tens, ones = group // 100, group // 10 % 10, group % 10
    words = [_DIGITS[hundreds], "trăm"] if hundreds or full else []
    if tens == 0:
        return [*words, *(["linh"] if words and ones else []), *([_DIGITS[ones]] if ones else [])]
    words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if not ones:
        return words
    special = {1: "mốt" if tens > 1 else "một", 5: "lăm", 4: "tư" if tens > 1 else "bốn"}
    return [*words, special.get(ones, _DIGITS[ones])]
