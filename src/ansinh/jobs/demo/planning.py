"""The plan of the demonstration: targets that cascade, reference series, and what other provinces report."""

import json
from fractions import Fraction
from typing import Any

import numpy as np

from ansinh.core.errors import RefusedError
from ansinh.domain.planning.split import split
from ansinh.jobs.demo.cast import PLANNING
from ansinh.jobs.demo.setting import Setting
from ansinh.jobs.synthetic.chance import apportion, scaled
from ansinh.jobs.synthetic.profile import Profile
from ansinh.jobs.synthetic.province import Province
from ansinh.usecases import planning

SOURCE = "Hồ sơ mẫu {key} (số liệu tổng hợp)"
TOTAL = "revenue_total"
MONEY = ("revenue_csi", "revenue_vsi", "revenue_ui", "revenue_hi")
GROWTH = Fraction(97, 100)  # the plan of the year before, as a share of this year's


def load_plan(setting: Setting) -> None:
    """Load targets of the province and its base offices (they add up), population and labour force."""
    profile = setting.province.profile
    targets = [
        line for year in (profile.month.year - 1, profile.month.year) for line in targets_of(setting.province, year)
    ]
    load_file(
        {"source": SOURCE.format(key=profile.key), "targets": targets, "references": _references(profile)}, "plan.json"
    )


def targets_of(province: Province, year: int) -> list[dict[str, Any]]:
    """Return the targets of a year for the province and its parts; money by scheme makes the whole everywhere."""
    profile = province.profile
    plans, weights = yearly_plans(profile, year), _weights(province)
    parts = {indicator: split(whole, weights[indicator.split("_")[1]]) for indicator, whole in plans.items()}
    offices = {profile.province: plans} | {
        district.code: {indicator: parts[indicator][place] for indicator in plans}
        for place, district in enumerate(profile.districts)
    }
    document = profile.plan_document | {"number": f"{profile.plan_document['number']}-{year}"}
    return [
        {
            "office": office,
            "indicator": indicator,
            "year": year,
            "month": None,
            "version": "assigned",
            "value": str(value),
            "document": document,
        }
        for office, values in offices.items()
        for indicator, value in (values | {TOTAL: sum(values[code] for code in values if code in MONEY)}).items()
    ]


def _weights(province: Province) -> dict[str, list[int]]:
    """Return by scheme what the districts are weighed with: staff of their employers, residents, or both."""
    profile, employers = province.profile, province.employers
    size = np.where(employers.stops == 0, employers.size, 0)
    staff = np.bincount(np.repeat(employers.district, size), minlength=len(profile.districts)).tolist()
    residents = split(profile.hi - profile.csi, [district.weight for district in profile.districts])
    both = [one + other for one, other in zip(staff, residents, strict=True)]
    return {"csi": staff, "ui": staff, "hi": both, "vsi": residents}


def yearly_plans(profile: Profile, year: int) -> dict[str, int]:
    """Return the plan of the province by indicator: people as published, money by scheme.

    The article prints one sum of money; it is split as the money of the year came in, which is assumed.
    """
    whole = {
        indicator: value if year == profile.month.year else scaled(value, GROWTH)
        for indicator, value in profile.plans.items()
    }
    money = split(whole.pop(TOTAL), [profile.revenue[code.removeprefix("revenue_")] for code in MONEY])
    return whole | dict(zip(MONEY, money, strict=True))


def _references(profile: Profile) -> list[dict[str, Any]]:
    """Return population and labour force of the province and its parts for both years."""
    weights = [district.weight for district in profile.districts]
    lines = []
    for series, value in (("population", profile.population), ("labour_force", profile.labour_force)):
        for year in (profile.month.year - 1, profile.month.year):
            parts = apportion(value, weights).tolist()
            offices = [(profile.province, value), *zip((d.code for d in profile.districts), parts, strict=True)]
            lines += [
                {"office": o, "series": series, "year": year, "value": str(v), "source": SOURCE.format(key=profile.key)}
                for o, v in offices
            ]
    return lines


def load_file(content: dict[str, Any], name: str) -> None:
    """Load a file of planning by its ordinary door; RefusedError with the first finding where it is refused."""
    data = json.dumps({"format": "ansinh-planning/1", **content}, ensure_ascii=False).encode()
    answer = planning.load(data, name, PLANNING)
    if answer.refused:
        raise RefusedError(answer.findings.items[0].message)
