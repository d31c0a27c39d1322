"""What is told to people is in their language: citations, contents of values, outputs and codes of every operation."""

import json
import re
from pathlib import Path

import pytest

from ansinh.cli.cases.names import CODES, NAMES
from ansinh.cli.cases.names_claims import OF_OPERATION
from ansinh.cli.cases.operations import OPERATIONS
from ansinh.law.explain import cited, content_text
from ansinh.law.value_files import load
from ansinh.law.words import PARTS, WORDS

CASES = [
    case
    for path in sorted((Path(__file__).parents[1] / "cases").glob("*.json"))
    for case in json.loads(path.read_text(encoding="utf-8"))["cases"]
]
ENGLISH = re.compile(
    r"\b(the|of|and|in|by|from|for|not|as|law|decree|decision|circular|letter|article|force|annex|practice|found|unsure"
    r"|before|after|years?|months?|days?|amended|until|with|this|such|same|form|set|each|no|open|rule|read|yet|kept)\b",
    re.IGNORECASE,
)
CODE = re.compile(r"\b[a-z]+_[a-z_]+\b")
LAID_DOWN = re.compile(r"(?i)[a-z]{2}|i{1,3}|iv|[0-9:.\-/]*")  # card groups, regions, numbers
VALUES = load()
LINES = [(key, line) for key, parameter in VALUES.parameters.items() for line in parameter.dates]


@pytest.mark.parametrize("article", sorted({operation.article for operation in OPERATIONS.values()}))
def test_an_article_is_cited_in_vietnamese(article: str) -> None:
    assert not ENGLISH.search(cited(article, "vi"))
    assert cited(article, "en") == article


def test_every_line_of_the_law_is_cited_in_vietnamese() -> None:
    assert not {cited(line.citation, "vi") for _, line in LINES if ENGLISH.search(cited(line.citation, "vi"))}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_content_is_said_without_codes(language: str) -> None:
    established = [VALUES.get(key, line.day) for key, line in LINES if line.established]
    assert not {found for value in established for found in CODE.findall(content_text(value, language))}


def test_every_word_of_a_content_is_known() -> None:
    unknown = set()
    for key, line in LINES:
        if not line.established:
            continue
        content = VALUES.get(key, line.day).content
        names = set(content) if isinstance(content, dict) else set()
        said = content if isinstance(content, tuple) else content.values() if isinstance(content, dict) else [content]
        unknown |= {name for name in names if name not in PARTS and not LAID_DOWN.fullmatch(name)}
        unknown |= {word for word in said if word and word not in WORDS and not LAID_DOWN.fullmatch(word)}
    assert not unknown


def test_every_output_has_a_name() -> None:
    keys = {(case["op"], key) for case in CASES for key in case["expected"]}
    assert not {(op, key) for op, key in keys if key not in NAMES and key not in OF_OPERATION.get(op, {})}


def test_every_code_has_words() -> None:
    codes = {value for case in CASES for value in case["expected"].values() if isinstance(value, str)}
    assert not {code for code in codes if re.fullmatch(r"[a-z]+(_[a-z0-9]+)+", code) and code not in CODES}
