"""The sentences of the codes: why, and what to do, in Vietnamese and English."""

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from ansinh.core.text import Text
from ansinh.domain.coverage.lookup import Verdict


@dataclass(frozen=True, slots=True)
class Code:
    """One code: whether the card serves, whether the person is shown, why, and what to do."""

    code: str
    valid: bool
    known: bool
    reason: Text
    mend: Text


@cache
def codes() -> dict[str, Code]:
    """Return every code."""
    text = resources.files("ansinh.domain.coverage").joinpath("lookup_codes.yaml").read_text(encoding="utf-8")
    lines: dict[str, dict[str, Any]] = yaml.safe_load(text)["codes"]
    return {
        code: Code(
            code,
            line["valid"],
            line.get("known", True),
            Text(line["vi"], line["en"]),
            Text(line["do_vi"], line["do_en"]),
        )
        for code, line in lines.items()
    }


def told(verdict: Verdict, number_of_newer: str) -> Code:
    """Return the code of a verdict with its sentences filled in."""
    code = codes()[verdict.code]
    if not verdict.words and verdict.code != "003":
        return code
    words = dict(verdict.words) | {"new": number_of_newer}
    return Code(code.code, code.valid, code.known, code.reason.fill(**words), code.mend.fill(**words))
