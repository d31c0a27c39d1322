"""What payers write, made comparable: no accents, capitals, one space for everything else."""

import re

import polars as pl

# Words that payers glue to a code: "BHXHTZ0001A", "TZ0001THANG10", "TZ0001T10".
BEFORE = re.compile(r"(?:^|[^A-Z0-9]|BHXH|BHYT|MDV|MADV|MADONVI|DONVI|DV|MST|CODE|NOP)$")
AFTER = re.compile(r"(?:$|[^A-Z0-9]|BHXH|BHYT|THANG|NOP|DONG|CTY|CONG|T\d)")


def plain(texts: pl.Expr) -> pl.Expr:
    """Return `texts` without accents, in capitals, with single spaces instead of punctuation; shape kept."""
    bare = texts.str.normalize("NFKD").str.replace_all(r"\p{M}", "").str.replace_all("[đĐ]", "D")
    return bare.str.to_uppercase().str.replace_all("[^A-Z0-9]+", " ").str.strip_chars(" ")


def squashed(texts: pl.Expr) -> pl.Expr:
    """Return plain `texts` without their spaces, so that "TZ 0001 A" holds TZ0001A."""
    return texts.str.replace_all(" ", "", literal=True)


def stands_alone(text: str, needle: str) -> bool:
    """Return whether plain `text` names `needle` (a code, without spaces): whole words, or glued to a known word.

    A number cut out of a longer number is no code.
    """
    kept = [place for place, letter in enumerate(text) if letter != " "]
    letters = text.replace(" ", "")
    start = letters.find(needle)
    while start >= 0:
        first, last = kept[start], kept[start + len(needle) - 1]
        if BEFORE.search(text[:first]) and AFTER.match(text[last + 1 :]):
            return True
        start = letters.find(needle, start + 1)
    return False


def plain_text(text: str) -> str:
    """Return one text made comparable, as `plain` does for a column."""
    return str(pl.select(plain(pl.lit(text))).item())
