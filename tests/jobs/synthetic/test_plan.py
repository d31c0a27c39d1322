from fractions import Fraction

from ansinh.jobs.demo.planning import MONEY, TOTAL, targets_of, yearly_plans
from ansinh.jobs.synthetic.profile import profile
from ansinh.jobs.synthetic.province import make_province


def test_money_by_scheme_makes_the_published_plan() -> None:
    shape = profile("vinh-phuc-2021")
    plans = yearly_plans(shape, 2021)
    assert sum(plans[code] for code in MONEY) == shape.plans[TOTAL] == 5_480_379_000_000
    assert plans["participants_vsi"] == 20204


def test_every_target_is_the_sum_of_the_base_offices() -> None:
    province = make_province("vinh-phuc-2021", Fraction(1, 200))
    lines = targets_of(province, 2021)
    top = {line["indicator"]: int(line["value"]) for line in lines if line["office"] == "26"}
    for indicator, whole in top.items():
        below = [int(line["value"]) for line in lines if line["indicator"] == indicator and line["office"] != "26"]
        assert sum(below) == whole
    assert {TOTAL, *MONEY} < set(top)
