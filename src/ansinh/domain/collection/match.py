"""Whose money is it? Rules from the surest to the weakest; what stays ambiguous goes to people, with reasons."""

import polars as pl

from ansinh.domain.collection import match_evidence as evidence
from ansinh.domain.collection.match_columns import Candidate, Directory, Lines, Outcome, Payers

# Rule -> how sure (of 100). Source: the agency's practice: reference, code, tax code, payer, amount.
SCORES = {"reference": 100, "code": 98, "tax_code": 92, "payer": 85, "amount": 60}
DECISIVE = ("reference", "code", "tax_code", "payer")
IN_TEXT = ("reference", "code", "tax_code")
LEARNED = ("reference", "code", "tax_code")  # sure enough to teach whose bank account the payer's is
AMOUNT_AND_NAME = 75
NARROWED = 4  # points less where only the amount told the accounts apart
MOST_CANDIDATES = 8


def match(lines: Lines, directory: Directory, payers: Payers) -> Outcome:
    """Return whose money each line is: pure, and no line depends on another or on the order of anything.

    A line is matched by the surest rule that speaks. Where that rule names several accounts, the one whose due is
    exactly the amount; where codes in the text contradict each other, nobody.
    """
    of_lines, of_directory = evidence.line_frame(lines), evidence.directory_frame(directory)
    found = pl.concat(
        [
            evidence.named(of_lines, of_directory, "reference", SCORES["reference"]),
            evidence.named(of_lines, of_directory, "code", SCORES["code"]),
            evidence.named_by_tax(of_lines, of_directory, SCORES["tax_code"]),
            evidence.paid_before(of_lines, payers, of_directory, SCORES["payer"]),
            evidence.same_amount(of_lines, of_directory, SCORES["amount"]),
            evidence.similar_name(of_lines, of_directory),
        ]
    )
    found = found.join(of_lines.select("line", "amount"), on="line").join(
        of_directory.select("account", "employer", "due"), on="account"
    )
    return _outcome(len(lines.text), _decide(found), _candidates(found))


def _decide(found: pl.DataFrame) -> pl.DataFrame:
    """Return (line, account, rule, score) of the lines that are clear."""
    first = found.filter(pl.col("rule").is_in(DECISIVE)).with_columns(best=pl.col("score").max().over("line"))
    strongest = first.filter(pl.col("score") == pl.col("best"))
    alone = strongest.filter(pl.len().over("line") == 1)
    exact = strongest.filter((pl.len().over("line") > 1) & (pl.col("due") == pl.col("amount")))
    narrowed = exact.filter(pl.len().over("line") == 1).with_columns(pl.col("score") - NARROWED)
    clear = pl.concat([alone.drop("best"), narrowed.drop("best")])
    clear = clear.join(_contradicted(found, clear), on="line", how="anti")
    weak = _amount_and_name(found).join(first, on="line", how="anti")
    return pl.concat([clear.select(evidence.SCHEMA.names()), weak])


def _contradicted(found: pl.DataFrame, clear: pl.DataFrame) -> pl.DataFrame:
    """Return the lines where another code in the text speaks only for other employers than the account found."""
    spoken = found.filter(pl.col("rule").is_in(IN_TEXT)).select("line", "rule", "employer")
    against = clear.filter(pl.col("rule").is_in(IN_TEXT)).select("line", chosen="employer").join(spoken, on="line")
    agreed = against.group_by("line", "rule").agg((pl.col("employer") == pl.col("chosen")).any().alias("agrees"))
    return agreed.filter(~pl.col("agrees")).select("line").unique()


def _amount_and_name(found: pl.DataFrame) -> pl.DataFrame:
    """Return the lines where exactly one account asks this amount and its name is like the payer's."""
    asked = found.filter(pl.col("rule") == "amount").filter(pl.len().over("line") == 1)
    named = asked.join(found.filter(pl.col("rule") == "name"), on=["line", "account"], how="semi")
    return named.select(
        "line", "account", pl.lit("amount_name").alias("rule"), pl.lit(AMOUNT_AND_NAME, dtype=pl.Int64).alias("score")
    )


def _candidates(found: pl.DataFrame) -> pl.DataFrame:
    """Return the ranked candidates of each line: the surest first, more reasons before fewer, then by account."""
    ranked = (
        found.sort("line", "account", pl.col("score").neg(), "rule")
        .group_by("line", "account", maintain_order=True)
        .agg(pl.col("score").max(), pl.col("rule").alias("reasons"), pl.col("due").first())
        .sort("line", pl.col("score").neg(), pl.col("reasons").list.len().cast(pl.Int64).neg(), "account")
    )
    return ranked.group_by("line", maintain_order=True).head(MOST_CANDIDATES)


def _outcome(count: int, decided: pl.DataFrame, ranked: pl.DataFrame) -> Outcome:
    """Return the answer for all `count` lines, in their order."""
    every = pl.DataFrame({"line": pl.Series(range(count), dtype=pl.Int64)})
    answer = every.join(decided, on="line", how="left", maintain_order="left").with_columns(
        pl.col("account", "score").fill_null(0), pl.col("rule").fill_null("")
    )
    candidates: list[tuple[Candidate, ...]] = [()] * count
    for (line, *_), group in ranked.group_by("line", maintain_order=True):
        rows = zip(group["account"], group["score"], group["reasons"], group["due"], strict=True)
        candidates[int(line)] = tuple(Candidate(who, score, tuple(why), due) for who, score, why, due in rows)
    return Outcome(answer["account"].to_numpy(), answer["rule"].to_list(), answer["score"].to_numpy(), candidates)
