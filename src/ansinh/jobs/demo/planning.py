"""The plan of the demonstration: targets that cascade, reference series, and what other provinces report."""

import json
from fractions import Fraction
from typing import Any

from ansinh.core.errors import RefusedError
from ansinh.jobs.demo.cast import PLANNING
from ansinh.jobs.demo.setting import Setting
from ansinh.jobs.synthetic.chance import apportion, scaled
from ansinh.jobs.synthetic.profile import Profile
from ansinh.usecases import planning

SOURCE = "Hồ sơ mẫu {key} (số liệu tổng hợp)"
GROWTH = Fraction(97, 100)  # the plan of the year before, as a share of this year's


def load_plan(setting: Setting) -> None:
    """Load targets of the province and its base offices (they add up), population and labour force."""
    profile = setting.province.profile
    targets = [line for year in (profile.month.year - 1, profile.month.year) for line in _targets(profile, year)]
    load_file(
        {"source": SOURCE.format(key=profile.key), "targets": targets, "references": _references(profile)}, "plan.json"
    )


def _targets(profile: Profile, year: int) -> list[dict[str, Any]]:
    """Return the targets of a year for the province and its parts."""
    weights = [district.weight for district in profile.districts]
    lines = []
    for indicator, value in profile.plans.items():
        whole = value if year == profile.month.year else scaled(value, GROWTH)
        parts = apportion(whole, weights).tolist()
        offices = [(profile.province, whole), *zip((d.code for d in profile.districts), parts, strict=True)]
        lines += [
            {
                "office": office,
                "indicator": indicator,
                "year": year,
                "month": None,
                "version": "assigned",
                "value": str(part),
                "document": profile.plan_document | {"number": f"{profile.plan_document['number']}-{year}"},
            }
            for office, part in offices
        ]
    return lines


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
