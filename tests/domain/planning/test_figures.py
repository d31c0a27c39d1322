"""The five published reports: every verdict from the arithmetic alone, and verdicts that move with the figures."""

import copy
import json
from pathlib import Path

import pytest

from ansinh.core.rate import decimal_text
from ansinh.domain.planning import figures_answer
from ansinh.domain.planning.figures_file import read_report
from ansinh.domain.planning.figures_values import values_of
from ansinh.domain.planning.verdicts import assess

FILE = json.loads((Path(__file__).parent / "published-figures.json").read_text(encoding="utf-8"))


def judged(raw):
    report, findings = read_report(raw)
    assert not findings.items
    return assess(report)


def without_results(raw):
    """The same file without anything that gives a result away."""
    bare = copy.deepcopy(raw)
    for figure in bare["figures"]:
        del figure["verdict"], figure["computed"], figure["depends_on"]
    for base in bare["denominators"]:
        if base["implied"]:
            base["implied"] = {"expr": base["implied"]["expr"]}
    for check in bare["cross_checks"]:
        del check["left_value"], check["right_value"], check["holds"]
    return bare


def changed(figure, **keys):
    """The file with one figure changed."""
    other = copy.deepcopy(FILE)
    next(one for one in other["figures"] if one["id"] == figure).update(keys)
    return other


def verdict(assessment, figure):
    return next(one.verdict for one in assessment.figures if one.figure.id == figure)


def text(value):
    return None if value is None else decimal_text(value, 6)


ASSESSED = judged(without_results(FILE))


def test_every_verdict_and_value():
    ours = [(one.figure.id, one.verdict, text(one.computed)) for one in ASSESSED.figures]
    assert ours == [(given["id"], given["verdict"], given["computed"]) for given in FILE["figures"]]


def test_every_implied_base():
    for one, given in zip(ASSESSED.bases, FILE["denominators"], strict=True):
        if given["implied"]:
            ours = (text(one.value), text(one.low), text(one.high))
            assert ours == tuple(given["implied"][key] for key in ("value", "low", "high")), given["id"]


def test_every_cross_check():
    for one, given in zip(ASSESSED.cross_checks, FILE["cross_checks"], strict=True):
        ours = (text(one.left), text(one.right), one.holds)
        assert ours == (given["left_value"], given["right_value"], given["holds"])


def test_totals():
    assert ASSESSED.totals() == FILE["totals"]["all"]
    assert {name: ASSESSED.totals(name) for name in FILE["totals"]["by_article"]} == FILE["totals"]["by_article"]


@pytest.mark.parametrize(
    ("figure", "keys", "looked_at", "expected"),
    [
        ("S1-006", {"printed": "2.80"}, "S1-006", "within_rounding"),  # the misprint mended
        ("S1-006", {"printed": "2.795"}, "S1-006", "within_rounding"),
        ("S1-002", {"printed": "1114734"}, "S1-002", "contradicted"),  # one person too many
        ("S1-002", {"printed": "1114734"}, "S1-009", "contradicted"),
        ("S1-023", {"printed": "230006000000"}, "S1-019", "within_rounding"),  # one million, printed to half a million
        ("S1-023", {"printed": "230105000000"}, "S1-019", "contradicted"),
        ("S1-026", {"printed": "3.83"}, "S1-026", "within_rounding"),
        ("S1-026", {"rounding": "0.2"}, "S1-026", "within_rounding"),  # said less exactly, no longer refuted
        ("S5-013", {"qualifier": None, "rounding": "800"}, "S5-013", "within_rounding"),
        ("S1-008", {"denominator": None}, "S1-008", "no_denominator"),
        ("S3-026", {"unit_of_count": "office"}, "S3-026", "uncheckable"),
        ("S4-006", {"printed": "1050001"}, "S4-001", "within_rounding"),
        ("S3-012", {"qualifier": "over"}, "S3-013", "within_rounding"),
    ],
)
def test_a_changed_figure_changes_verdicts(figure, keys, looked_at, expected):
    assert verdict(judged(changed(figure, **keys)), looked_at) == expected


def test_the_recorded_verdict_is_not_believed():
    other = changed("S1-002", verdict="contradicted", computed="1")
    one = next(one for one in judged(other).figures if one.figure.id == "S1-002")
    assert one.verdict == "exact"
    assert not one.agrees


def test_the_answer_has_the_keys_of_the_file_and_says_where_it_differs():
    made = figures_answer.answer(judged(changed("S1-002", printed="1114734")))
    assert [one["id"] for one in made["disagreements"]] == ["S1-002", "S1-009", "S1-014"]
    assert {"id", "verdict", "computed", "own_value"} <= set(made["figures"][0])
    json.dumps(made)


def test_no_contradicted_value_is_our_own():
    for one in ASSESSED.figures:
        if one.verdict == "contradicted":
            assert one.own_value == one.computed != one.figure.printed


def test_no_contradicted_value_is_loaded():
    report, _ = read_report(FILE)
    file, warnings = values_of(report, assess(report))
    taken = {value.source.split(": ")[1] for value in file.values}
    assert not taken & {"S1-006", "S1-026", "S5-013"}
    assert {"S1-026", "S5-013"} <= {one.found for one in warnings.items}
    assert not warnings.stop


BROKEN = [
    ({"format": "x"}, "figures.format", ""),
    ([], "figures.format", ""),
    ({"format": "ansinh-figures/1"}, "file.list", "figures"),
    ({**FILE, "figures": {}}, "file.list", "figures"),
    ({**FILE, "figures": [3]}, "file.object", "figures"),
    (changed("S1-004", check="S1-003 * 100 /"), "file.expression", "figures"),
    (changed("S1-004", check="S1-003 * 100 / S9-999"), "figures.unknown", "figures"),
    (changed("S1-004", check="S1-004 * 1"), "figures.itself", "figures"),
    (changed("S1-004", printed=2.0), "file.number", "figures"),
    (changed("S1-004", printed="1e9"), "file.number", "figures"),
    (changed("S1-004", rounding="-1"), "file.number", "figures"),
    (changed("S1-004", qualifier="almost"), "file.choice", "figures"),
    (changed("S1-004", unit_of_count="bananas"), "file.choice", "figures"),
    (changed("S1-004", denominator="nowhere"), "figures.unknown", "figures"),
    (changed("S1-004", id="S1-003"), "figures.twice", "figures"),
    (changed("S1-004", id="x"), "figures.id", "figures"),
    (changed("S1-004", indicator=None), "file.text", "figures"),
]


@pytest.mark.parametrize(("raw", "code", "sheet"), BROKEN)
def test_what_is_wrong_with_a_file_has_an_address(raw, code, sheet):
    report, findings = read_report(raw)
    assert report is None
    assert (code, sheet) in {(one.code, one.where.sheet) for one in findings.items}
    assert all(one.message.vi and one.message.en and one.mend.vi for one in findings.items)


def test_all_findings_come_at_once():
    raw = copy.deepcopy(FILE)
    for figure in raw["figures"][:5]:
        figure["printed"] = None
    assert [one.where.row for one in read_report(raw)[1].items] == [1, 2, 3, 4, 5]


def test_a_check_that_divides_by_zero_checks_nothing():
    assert verdict(judged(changed("S1-019", printed="0", rounding="0")), "S1-026") in {"no_denominator", "uncheckable"}
