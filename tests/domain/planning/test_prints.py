"""Numbers as articles print them, and the slips of the press."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from ansinh.domain.planning.prints import read_print

FILE = json.loads((Path(__file__).parent / "published-figures.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("text", "printed", "value", "slip"),
    [
        ("6,363", 6363, 6363, ""),
        ("4,313.1 billion", 4_313_100_000_000, 4_313_100_000_000, ""),
        ("315 billions", 315 * 10**9, 315 * 10**9, ""),
        ("0.24%", Fraction("-0.24"), Fraction("0.24"), ""),
        ("80 per cent", 80, 80, ""),
        ("04", 4, 4, ""),
        ("Ten", 10, None, ""),
        ("230,0005 million", 230_005_000_000, None, "digits"),
        ("210,118 billion", 210_118_000_000, 210_118_000_000_000, "unit"),
        ("52%%", 52, 52, "typography"),
        ("6,364", 6363, 6364, "other"),
    ],
)
def test_reading(text, printed, value, slip):
    found = read_print(text, Fraction(printed))
    assert (found.value, found.slip) == (value, slip)


def test_the_slips_of_the_five_reports_are_found_from_the_print_alone():
    found = {
        one["id"]: slip
        for one in FILE["figures"]
        if (slip := read_print(one["printed_text"], Fraction(one["printed"])).slip)
    }
    listed = {one["where"]: one["kind"] for one in FILE["misprints"] if one["kind"] in {"digits", "unit", "typography"}}
    assert found == listed
