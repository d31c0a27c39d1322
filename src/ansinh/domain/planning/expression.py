"""The arithmetic of published figures: figure ids, decimals, + - * / and parentheses, on points or on intervals.

The form is the one of `ansinh-figures/1`: an id is S, a digit, a hyphen and three digits. Nothing else is read:
no names, no powers, no sign before a number. Everything is exact (`Fraction`).
"""

import operator
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias, TypeVar

LONGEST = 400
"""Characters an expression may have; published checks have at most a few dozen."""
MOST_PARENTHESES = 20

FIGURE_ID = re.compile(r"S\d-\d{3}")
DECIMAL = re.compile(r"-?\d{1,24}(\.\d{1,24})?")
_TOKEN = re.compile(r"\s*(?:(S\d-\d{3})(?!\d)|(\d{1,24}(?:\.\d{1,24})?)|([-+*/()]))")


class ExpressionError(ValueError):
    """The text is no expression; str() says what was met, in English."""


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from `low` to `high`, both ends inside; low <= high."""

    low: Fraction
    high: Fraction

    def __add__(self, other: "Interval") -> "Interval":
        """Return every possible sum."""
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: "Interval") -> "Interval":
        """Return every possible difference."""
        return Interval(self.low - other.high, self.high - other.low)

    def __mul__(self, other: "Interval") -> "Interval":
        """Return every possible product."""
        ends = [left * right for left in (self.low, self.high) for right in (other.low, other.high)]
        return Interval(min(ends), max(ends))

    def __truediv__(self, other: "Interval") -> "Interval":
        """Return every possible quotient; ZeroDivisionError where the divisor can be zero."""
        if other.low <= 0 <= other.high:
            message = "the divisor can be zero"
            raise ZeroDivisionError(message)
        return self * Interval(1 / other.high, 1 / other.low)

    def meets(self, other: "Interval") -> bool:
        """Return whether the two have a number in common."""
        return self.low <= other.high and other.low <= self.high


@dataclass(frozen=True, slots=True)
class Apply:
    """One operation: `sign` is + - * or /."""

    sign: str
    left: "Node"
    right: "Node"


Node: TypeAlias = Apply | Fraction | str
"""A tree: an operation, a literal number, or the id of a figure."""


@dataclass(frozen=True, slots=True)
class Expression:
    """An arithmetic text and its tree."""

    text: str
    tree: Node

    @classmethod
    def parse(cls, text: str) -> "Expression":
        """Return the expression of `text`; ExpressionError if it is none."""
        return cls(text, parse(text))

    @property
    def figures(self) -> list[str]:
        """The ids of the figures named, each once, in order."""
        return figures_in(self.tree)


T = TypeVar("T")
_SIGNS: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}


def parse(text: str) -> Node:
    """Return the tree of `text`; ExpressionError if it is none."""
    if len(text) > LONGEST or text.count("(") > MOST_PARENTHESES:
        message = f"longer than {LONGEST} characters, or more than {MOST_PARENTHESES} parentheses"
        raise ExpressionError(message)
    tokens = list(_tokens(text))
    tree, rest = _sum(tokens, 0)
    if rest != len(tokens):
        message = f"{tokens[rest]!r} was not expected"
        raise ExpressionError(message)
    return tree


def figures_in(tree: Node) -> list[str]:
    """Return the ids of the figures named in `tree`, each once, in order."""
    if isinstance(tree, Apply):
        return list(dict.fromkeys(figures_in(tree.left) + figures_in(tree.right)))
    return [tree] if isinstance(tree, str) else []


def at_points(tree: Node, value: Callable[[str], Fraction]) -> Fraction:
    """Return the exact value of `tree`, each figure at its printed point; ZeroDivisionError as arithmetic has it."""
    return _fold(tree, value, Fraction)


def over_intervals(tree: Node, value: Callable[[str], Interval]) -> Interval:
    """Return the interval of `tree`, every operand ranging freely over its own; ZeroDivisionError as above."""
    return _fold(tree, value, lambda number: Interval(number, number))


def _fold(tree: Node, value: Callable[[str], T], literal: Callable[[Fraction], T]) -> T:
    """Evaluate `tree` with `value` for ids and `literal` for numbers; T carries + - * /."""
    if isinstance(tree, str):
        return value(tree)
    if isinstance(tree, Fraction):
        return literal(tree)
    left, right = _fold(tree.left, value, literal), _fold(tree.right, value, literal)
    result: T = _SIGNS[tree.sign](left, right)
    return result


def _tokens(text: str) -> Iterator[str]:
    """Yield the tokens of `text`; ExpressionError at the first thing that is none."""
    position, end = 0, len(text.rstrip())
    while position < end:
        found = _TOKEN.match(text, position)
        if found is None:
            message = f"{text[position:].strip()[:12]!r} is neither figure, number nor sign"
            raise ExpressionError(message)
        yield found.group(1) or found.group(2) or found.group(3)
        position = found.end()


def _sum(tokens: list[str], at: int) -> tuple[Node, int]:
    """Read a chain of + and - from token `at`; return its tree and the next token."""
    return _chain(tokens, at, "+-", _product)


def _product(tokens: list[str], at: int) -> tuple[Node, int]:
    """Read a chain of * and / from token `at`; return its tree and the next token."""
    return _chain(tokens, at, "*/", _operand)


def _chain(
    tokens: list[str], at: int, signs: str, part: Callable[[list[str], int], tuple[Node, int]]
) -> tuple[Node, int]:
    """Read parts joined by `signs`, from left to right."""
    tree, at = part(tokens, at)
    while at < len(tokens) and tokens[at] in signs:
        right, after = part(tokens, at + 1)
        tree, at = Apply(tokens[at], tree, right), after
    return tree, at


def _operand(tokens: list[str], at: int) -> tuple[Node, int]:
    """Read a figure, a number, or a sum in parentheses."""
    word = tokens[at] if at < len(tokens) else "the end"
    if word == "(":
        tree, at = _sum(tokens, at + 1)
        if at >= len(tokens) or tokens[at] != ")":
            message = "a parenthesis is not closed"
            raise ExpressionError(message)
        return tree, at + 1
    if FIGURE_ID.fullmatch(word):
        return word, at + 1
    if DECIMAL.fullmatch(word):
        return Fraction(word), at + 1
    message = f"{word!r} stands where a figure or a number was expected"
    raise ExpressionError(message)
