"""What speaks for an employer account: one function a rule, each from columns to rows (line, account, rule, score)."""

import polars as pl
from rapidfuzz import fuzz
from stdnum.vn import mst

from ansinh.domain.collection.bank_text import plain, squashed, stands_alone
from ansinh.domain.collection.match_columns import Directory, Lines, Payers

SHORTEST_CODE = 5  # letters and digits: anything shorter is found in ordinary words
SIMILAR = 85  # of 100: names that differ by the kind of company and little else
COMMON_WORD = 200  # a word in more names than this tells nobody apart
SCHEMA = pl.Schema({"line": pl.Int64, "account": pl.Int64, "rule": pl.String, "score": pl.Int64})


def line_frame(lines: Lines) -> pl.DataFrame:
    """Return the lines with their texts made comparable."""
    frame = pl.DataFrame(
        {"amount": lines.amount, "text": lines.text, "payer": lines.payer_name, "bank": lines.payer_account},
        schema={"amount": pl.Int64, "text": pl.String, "payer": pl.String, "bank": pl.String},
    )
    return frame.with_row_index("line").with_columns(
        pl.col("line").cast(pl.Int64), plain(pl.col("text")), plain(pl.col("payer"))
    )


def directory_frame(directory: Directory) -> pl.DataFrame:
    """Return the directory with names and codes made comparable."""
    frame = pl.DataFrame(
        {
            "account": directory.account,
            "employer": directory.employer,
            "code": directory.code,
            "reference": directory.reference,
            "tax_code": directory.tax_code,
            "name": directory.name,
            "due": directory.due,
        },
        schema_overrides={"account": pl.Int64, "employer": pl.Int64, "due": pl.Int64}
        | dict.fromkeys(["code", "reference", "tax_code", "name"], pl.String),
    )
    codes = [squashed(plain(pl.col(name))) for name in ("code", "reference", "tax_code")]
    return frame.with_columns(*codes, plain(pl.col("name")))


def named(lines: pl.DataFrame, directory: pl.DataFrame, column: str, score: int) -> pl.DataFrame:
    """Return who is named in the text by the codes of `column`; a code inside a longer one found there is dropped."""
    known = directory.filter(pl.col(column).str.len_chars() >= SHORTEST_CODE).select("account", key=column)
    hits = (
        lines.select("line", "text", key=squashed(pl.col("text")))
        .with_columns(pl.col("key").str.extract_many(known["key"].unique().sort().implode(), overlapping=True))
        .explode("key", empty_as_null=True)
        .drop_nulls("key")
        .unique(["line", "key"], maintain_order=True)
    )
    sure = [stands_alone(text, key) for text, key in zip(hits["text"], hits["key"], strict=True)]
    kept = _longest(hits.filter(pl.Series(sure, dtype=pl.Boolean)))
    return _evidence(kept.join(known, on="key", maintain_order="left"), column, score)


def _longest(hits: pl.DataFrame) -> pl.DataFrame:
    """Drop a code that is a part of another code of the same line (0312345673 in 0312345673-001)."""
    pairs = hits.join(hits.select("line", longer="key"), on="line").filter(
        (pl.col("longer") != pl.col("key")) & pl.col("longer").str.contains(pl.col("key"), literal=True)
    )
    return hits.join(pairs, on=["line", "key"], how="anti", maintain_order="left")


def named_by_tax(lines: pl.DataFrame, directory: pl.DataFrame, score: int) -> pl.DataFrame:
    """Return who is named by a tax code whose check digit is right; a wrong one in the register proves nothing."""
    valid = [bool(code) and mst.is_valid(code) for code in directory["tax_code"]]
    return named(lines, directory.filter(pl.Series(valid, dtype=pl.Boolean)), "tax_code", score)


def paid_before(lines: pl.DataFrame, payers: Payers, directory: pl.DataFrame, score: int) -> pl.DataFrame:
    """Return the employer accounts for which the payer's bank account has paid before."""
    known = pl.DataFrame(
        {"bank": payers.payer_account, "account": payers.account}, schema={"bank": pl.String, "account": pl.Int64}
    ).join(directory.select("account"), on="account", how="semi")
    found = lines.filter(pl.col("bank") != "").join(known, on="bank", maintain_order="left_right")
    return _evidence(found, "payer", score)


def same_amount(lines: pl.DataFrame, directory: pl.DataFrame, score: int) -> pl.DataFrame:
    """Return the employer accounts whose last statement asks exactly the amount of the line."""
    owing = directory.filter(pl.col("due") > 0).select("account", amount="due")
    return _evidence(lines.join(owing, on="amount", maintain_order="left_right"), "amount", score)


def similar_name(lines: pl.DataFrame, directory: pl.DataFrame) -> pl.DataFrame:
    """Return the employer accounts with a similar name; compared only where the names share a telling word."""
    words = _words(directory, "account", "name")
    telling = words.join(
        words.group_by("word").len("often").filter(pl.col("often") <= COMMON_WORD), on="word", how="semi"
    )
    pairs = (
        _words(lines, "line", "payer")
        .join(telling, on="word")
        .select("line", "account")
        .unique()
        .join(lines.select("line", "payer"), on="line")
        .join(directory.select("account", "name"), on="account")
        .sort("line", "account")
    )
    # A name alone is weak: half of its likeness counts.
    alike = [int(fuzz.token_sort_ratio(payer, name)) for payer, name in zip(pairs["payer"], pairs["name"], strict=True)]
    scored = pairs.with_columns(pl.Series("score", alike, dtype=pl.Int64)).filter(pl.col("score") >= SIMILAR)
    return scored.select("line", "account", pl.lit("name").alias("rule"), pl.col("score") // 2)


def _words(frame: pl.DataFrame, key: str, column: str) -> pl.DataFrame:
    """Return (key, word) of the words of `column`, each word once for each key."""
    words = frame.select(key, word=pl.col(column).str.split(" ")).explode("word", empty_as_null=True)
    return words.filter(pl.col("word").str.len_chars() > 1).unique()


def _evidence(found: pl.DataFrame, rule: str, score: int) -> pl.DataFrame:
    """Return `found` as evidence of one rule and score."""
    rows = found.select("line", "account", pl.lit(rule).alias("rule"), pl.lit(score, dtype=pl.Int64).alias("score"))
    return rows.unique(["line", "account"], maintain_order=True)
