"""Remittances of collection agents among the bank lines: told by the words and the code of an agent that is known."""

import re
from collections.abc import Collection, Sequence

import polars as pl

from ansinh.domain.collection.bank_text import plain
from ansinh.domain.collection.budget_text import patterns


def recognise_agents(payer_names: Sequence[str], texts: Sequence[str], known: Collection[str]) -> list[str]:
    """Return for each line the code of the `known` agent whose remittance it is; "" where it is none or not told."""
    if not known:
        return [""] * len(texts)
    frame = pl.DataFrame({"payer": payer_names, "text": texts}, schema={"payer": pl.String, "text": pl.String})
    frame = frame.select(plain(pl.col("payer")), plain(pl.col("text")))
    return [_agent(f"{payer} {text}", known) for payer, text in frame.iter_rows()]


def _agent(line: str, known: Collection[str]) -> str:
    """Return the one agent a plain line names."""
    if not any(words in line for words in patterns()["agents"]):
        return ""
    named = {code for code in re.findall(patterns()["agent"], line) if code in known}
    return named.pop() if len(named) == 1 else ""
