"""Profiles: which province at which time, in published and assumed figures (profiles.yaml)."""

from dataclasses import dataclass, fields, replace
from fractions import Fraction
from typing import Any

from ansinh.core.errors import MissingError
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.jobs.synthetic.chance import scaled
from ansinh.jobs.synthetic.words import data


@dataclass(frozen=True, slots=True)
class District:
    """A base office and the district it serves; `weight` is its share of people."""

    code: str
    name: str
    en: str
    place: str
    region: int
    weight: int
    communes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """The figures one province is shaped by: people and units at the end of `month`, money in million dong.

    `wage` is the mean base of social insurance in thousand dong, `top_share` the per mille of enterprise staff paid
    above its ceiling, `groups` the weights of health insurance groups outside employers (codes of cards), `nation`
    the published sums of the country where the other 62 provinces are to be reported.
    """

    key: str
    name: Text
    source: str
    province: str
    first: Month
    month: Month
    population: int
    labour_force: int
    units: int
    units_enterprise: int
    units_without_ui: int
    units_state: int
    units_stopped: int
    suspensions: int
    suspension_wages: int
    csi: int
    ui: int
    vsi: int
    hi: int
    commune: int
    civil: int
    foreigners: int
    maternity: int
    public: int
    away: int
    second: int
    wage: int
    top_share: int
    voluntary_income: int
    revenue: dict[str, int]
    debt: int
    plans: dict[str, int]
    plan_document: dict[str, str]
    groups: dict[str, int]
    nation: dict[str, int]
    districts: tuple[District, ...]

    @property
    def months(self) -> int:
        """Months of history, first and last included."""
        return self.month.minus(self.first) + 1

    def at(self, scale: Fraction) -> "Profile":
        """Return the profile with every count of people, units and money at `scale` (rounded half-up)."""
        if scale == 1:
            return self
        small: dict[str, Any] = {name: scaled(getattr(self, name), scale) for name in SCALED}
        small["units"] = small["units_enterprise"] + small["units_state"] + scaled(self.units_public, scale)
        small["ui"] = small["csi"] - sum(small[name] for name in NOT_IN_UI) - scaled(self.other_without_ui, scale)
        for name in ("revenue", "plans"):
            small[name] = {key: scaled(value, scale) for key, value in getattr(self, name).items()}
        return replace(self, **small)

    @property
    def units_public(self) -> int:
        """Public units paid by the State: what enterprises and State agencies leave."""
        return self.units - self.units_enterprise - self.units_state

    @property
    def other_without_ui(self) -> int:
        """People of enterprises in social but not unemployment insurance, beyond the groups named."""
        return self.csi - self.ui - sum(int(getattr(self, name)) for name in NOT_IN_UI)


NOT_IN_UI = ("commune", "civil", "foreigners", "maternity")
SCALED = (
    *("population", "labour_force", "units_enterprise", "units_without_ui", "units_state", "units_stopped"),
    *("suspensions", "suspension_wages", "csi", "vsi", "hi", "commune", "civil", "foreigners", "maternity"),
    *("public", "away", "second", "debt"),
)


def profile(key: str) -> Profile:
    """Return the profile `key`; a MissingError that names the known ones otherwise."""
    known = data("profiles.yaml")
    if key not in known:
        names = ", ".join(known)
        raise MissingError(
            Text(f"Không có hồ sơ mẫu «{key}»; hiện có: {names}.", f"There is no profile {key!r}; known: {names}.")
        )
    given = dict(known[key])
    if "like" in given:
        given = known[given["like"]] | given
    given["name"] = Text(**given["name"])
    given["first"], given["month"] = Month.parse(given["first"]), Month.parse(given["month"])
    given["districts"] = tuple(District(**{**line, "communes": tuple(line["communes"])}) for line in given["districts"])
    return Profile(key=key, **{field.name: given[field.name] for field in fields(Profile) if field.name != "key"})
