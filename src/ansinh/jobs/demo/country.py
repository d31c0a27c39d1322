"""The country around the computed province: the other 62 report, so that the nation sums to what was published."""

from typing import Any, Final

from ansinh.jobs.demo.planning import load_file
from ansinh.jobs.demo.setting import Setting
from ansinh.jobs.synthetic.chance import apportion
from ansinh.jobs.synthetic.words import data
from ansinh.usecases import planning

SUMS: Final = {
    "participants_si": ("participants_csi", "participants_vsi"),
    "participants_headline": ("participants_hi", "participants_vsi"),
}


def report_country(setting: Setting) -> None:
    """Load the values of the other provinces as reported: the nation's published sum less what we computed."""
    profile = setting.province.profile
    own = planning.situation(profile.province, profile.month, with_children=False)
    parts: dict[str, dict[str, int]] = {}
    for indicator, whole in profile.nation.items():
        standing = own.of(indicator)
        computed = int(standing.value or 0) if standing else 0
        parts[indicator] = _others(setting, whole - computed)
    for indicator, of in SUMS.items():
        parts[indicator] = {code: sum(parts[one][code] for one in of) for code in parts[of[0]]}
    lines: list[dict[str, Any]] = [
        {
            "office": code,
            "indicator": indicator,
            "period": str(profile.month),
            "value": str(value),
            "denominator": None,
            "as_of": str(profile.month.last_day),
        }
        for indicator, values in parts.items()
        for code, value in values.items()
    ]
    load_file({"source": f"{profile.source} (chia theo dân số, số liệu tổng hợp)", "values": lines}, "country.json")


def _others(setting: Setting, whole: int) -> dict[str, int]:
    """Return `whole` split over the other 62 provinces by their people; the parts sum exactly."""
    people = {code: line[2] for code, line in data("provinces.yaml").items() if code != setting.top}
    return dict(zip(people, apportion(whole, list(people.values())).tolist(), strict=True))
