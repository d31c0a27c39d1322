"""Lists partners would send about a synthetic province, with planted gaps and the truth about them.

Knows nothing of the finder: the truth says who was planted (`missing`), and whom the province itself knows to be in
order (`in_order`); everybody else is not judged.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ansinh.core.terms import UnitKind
from ansinh.formats.sheet.write import Written
from ansinh.jobs.synthetic.chance import Rng, chance, choose
from ansinh.jobs.synthetic.numbers import tax_codes
from ansinh.jobs.synthetic.people import years
from ansinh.jobs.synthetic.province import Province
from ansinh.jobs.synthetic.strangers import Strangers
from ansinh.jobs.synthetic.words import data

Columns = Mapping[str, Sequence[Written]]
MISSING_FIRMS: Final = 6  # per hundred taxpayers: insure nobody
FEW: Final = 5  # insure too few
LOW: Final = 5  # insure at too low a wage
CLOSED: Final = 1
OTHER_CODE: Final = 3  # known under another tax code: must not be called missing
HOLED_HOMES: Final = 5  # with one member too many
PUPILS: Final = 4
BIRTHS: Final = 6
SPELT: Final = (("Công ty TNHH", "CTY TNHH"), ("Công ty cổ phần", "CTCP"), ("Hợp tác xã", "HTX"))


@dataclass(slots=True)
class Truth:
    """Planted gaps and those in order, by reason, under the numbers the finder's subjects bear."""

    missing: dict[str, list[str]] = field(default_factory=dict)
    in_order: dict[str, list[str]] = field(default_factory=dict)

    def tell(self, kind: str, missing: Sequence[str], in_order: Sequence[str]) -> None:
        """Add to what is known of `kind`."""
        self.missing.setdefault(kind, []).extend(missing)
        self.in_order.setdefault(kind, []).extend(in_order)


@dataclass(frozen=True, slots=True)
class Sending:
    """One list of one office: its kind and columns under the names of the layout."""

    kind: str
    office: str
    columns: Columns


def tax_lists(province: Province, truth: Truth) -> list[Sending]:
    """Return the tax authority's lists of wage payers, one of each district."""
    rng, employers, staff = chance(province.seed, "tax"), province.employers, province.careers.staff
    final = np.arange(province.careers.final)
    counted = final[staff.main[final] & (staff.away[final] == 0)]
    people = np.bincount(staff.account[counted], minlength=len(employers))
    wages = 12 * np.bincount(staff.account[counted], weights=staff.base[counted], minlength=len(employers))
    going = np.flatnonzero((employers.kind == UnitKind.ENTERPRISE) & (employers.stops == 0) & (people > 0))
    spoilt = _spoil(rng, going, province, truth)
    paid = (wages * (0.99 + 0.05 * rng.random(wages.size))).astype(np.int64)
    made = []
    for place, district in enumerate(province.profile.districts):
        rows = going[employers.district[going] == place]
        columns = _taxpayers(province, rows, (people, paid), spoilt)
        _add_missing_firms(rng, province, place, columns, truth)
        made.append(Sending("tax", district.code, columns))
    return made


@dataclass(frozen=True, slots=True)
class _Spoilt:
    """Which accounts are reported how."""

    few: set[int]
    low: set[int]
    closed: set[int]
    other: dict[int, str]


def _spoil(rng: Rng, going: NDArray[np.intp], province: Province, truth: Truth) -> _Spoilt:
    """Deal out the gaps among the accounts and tell them."""
    codes, n = province.employers.tax_code, going.size
    parts = np.split(
        rng.permutation(going), np.cumsum([max(1, n * share // 100) for share in (FEW, LOW, CLOSED, OTHER_CODE)])
    )
    few, low, closed, other = (set(part.tolist()) for part in parts[:4])
    fresh = tax_codes(len(codes) + 40 + len(other))[-len(other) :]
    told = dict(zip(sorted(other), fresh, strict=True))
    rest = [codes[row] for row in parts[4].tolist()]
    for kind, rows in (("employer_people", few), ("employer_wages", low), ("employer_closed", closed)):
        truth.tell(kind, [codes[row] for row in sorted(rows)], rest)
    truth.tell("employer_missing", [], [*rest, *told.values()])
    return _Spoilt(few, low, closed, told)


def _taxpayers(
    province: Province, rows: NDArray[np.intp], figures: tuple[NDArray[np.int64], NDArray[np.int64]], spoilt: _Spoilt
) -> dict[str, list[Written]]:
    """Return the columns of a district's known employers, as the tax authority writes them."""
    employers, (people, paid) = province.employers, figures
    columns: dict[str, list[Written]] = {
        name: [] for name in ("key", "full_name", "address", "people", "amount", "status")
    }
    for row in rows.tolist():
        heads, wages = int(people[row]), int(paid[row])
        if row in spoilt.few:
            heads, wages = heads * 14 // 10 + 5, wages * 14 // 10 + 5 * wages // heads
        wages = wages * 15 // 10 if row in spoilt.low else wages
        columns["key"].append(spoilt.other.get(row, employers.tax_code[row]))
        columns["full_name"].append(
            spelt(str(employers.name[row])) if row in spoilt.other else str(employers.name[row])
        )
        columns["address"].append(address(province, int(employers.district[row]), int(employers.commune[row])))
        columns["people"].append(heads)
        columns["amount"].append(wages)
        columns["status"].append("NNT đã đóng mã số thuế" if row in spoilt.closed else "NNT đang hoạt động")
    return columns


def _add_missing_firms(
    rng: Rng, province: Province, place: int, columns: dict[str, list[Written]], truth: Truth
) -> None:
    """Add firms that pay wages and are unknown to the register."""
    words, district = data("employers.yaml"), province.profile.districts[place]
    count = max(1, len(columns["key"]) * MISSING_FIRMS // 100)
    first = len(province.employers) + 1000 * (place + 1)
    codes = tax_codes(first + count)[first:]
    for code in codes:
        size = int(rng.integers(3, 40))
        name = (
            f"Công ty TNHH {rng.choice(words['second'])} {rng.choice(words['first'])} {rng.choice(words['second'])} Mới"
        )
        commune = int(rng.integers(len(district.communes)))
        columns["key"].append(code)
        columns["full_name"].append(name)
        columns["address"].append(address(province, place, commune))
        columns["people"].append(size)
        columns["amount"].append(size * 12 * int(rng.integers(45, 80)) * 100_000)
        columns["status"].append("NNT đang hoạt động")
    truth.tell("employer_missing", codes, [])


def spelt(name: str) -> str:
    """Return the name of a firm as another office writes it."""
    for one, other in SPELT:
        name = name.replace(one, other)
    return name.upper()


def address(province: Province, district: int, commune: int) -> str:
    """Return an address: commune, district, province."""
    line = province.profile.districts[district]
    return f"{line.communes[commune]}, {line.name}, {province.profile.name.vi.split(',')[0]}"


def commune_code(district: int, commune: int) -> str:
    """Return the made-up code of a commune: 9, district, commune."""
    return f"9{district:02d}{commune:02d}"


def certain(province: Province) -> NDArray[np.bool_]:
    """Return who is insured for certain at the end (p,): a job reported in time, or a card that nobody must renew."""
    careers, health = province.careers, province.health
    last = province.profile.month.number
    sure = np.zeros(len(province.people), np.bool_)
    final = np.arange(careers.final)
    good = final[careers.staff.main[final] & (careers.start_filed[final] <= last)]
    sure[careers.staff.person[good]] = True
    sure[health.person[(health.every == 0) & (health.filed <= last)]] = True
    return sure & province.people.known


def resident_lists(province: Province, strangers: Strangers, truth: Truth) -> list[Sending]:
    """Return residents by household, one list of each commune, with households that lack cards."""
    rng, people, homes = chance(province.seed, "residents"), province.people, province.households
    sure = certain(province)
    whole = np.ones(homes.head.size, np.bool_)
    np.logical_and.at(whole, homes.of, sure)
    holed = choose(rng, np.flatnonzero(whole), max(1, int(whole.sum()) * HOLED_HOMES // 100))
    fine = np.setdiff1d(np.flatnonzero(whole), holed)
    truth.tell("household_part", [homes.code[row] for row in holed], [homes.code[row] for row in fine])
    order = np.argsort(people.district * 100 + people.commune, kind="stable")
    area = (people.district * 100 + people.commune)[order]
    made = []
    for part in np.split(order, np.flatnonzero(np.diff(area)) + 1):
        district, commune = int(people.district[part[0]]), int(people.commune[part[0]])
        columns = _residents(province, part, set(holed.tolist()), strangers)
        _add_bare_homes(columns, strangers, (district, commune, max(1, part.size // 400)), truth)
        n = len(columns["key"])
        columns["commune"] = [commune_code(district, commune)] * n
        made.append(Sending("household", province.profile.districts[district].code, columns))
    return made


def _residents(
    province: Province, rows: NDArray[np.intp], holed: set[int], strangers: Strangers
) -> dict[str, list[Written]]:
    """Return the columns of people at `rows`, one more member for each holed household that begins here."""
    people, homes = province.people, province.households
    columns: dict[str, list[Written]] = {
        name: [] for name in ("group_code", "group_name", "full_name", "key", "birth", "sex")
    }
    for row in rows.tolist():
        home = int(homes.of[row])
        head = str(people.name[homes.head[home]])
        line = [
            homes.code[home],
            head,
            str(people.name[row]),
            people.personal_id[row],
            people.birth[row].astype(dt.date),
        ]
        write_line(columns, [*line, "Nữ" if people.female[row] else "Nam"])
        if home in holed:
            holed.discard(home)
            write_line(columns, [homes.code[home], head, *strangers.one(grown=False)])
    return columns


def _add_bare_homes(
    columns: dict[str, list[Written]], strangers: Strangers, where: tuple[int, int, int], truth: Truth
) -> None:
    """Add households of people the register does not know."""
    district, commune, count = where
    for number in range(count):
        code = f"998{district:02d}{commune:02d}{number:04d}"
        head = strangers.one(grown=True)
        write_line(columns, [code, head[0], *head])
        for _ in range(1 + number % 3):
            write_line(columns, [code, head[0], *strangers.one(grown=False)])
        truth.tell("household_none", [code], [])


def write_line(columns: dict[str, list[Written]], cells: Sequence[Written]) -> None:
    """Append one row to columns, in their order."""
    for column, cell in zip(columns.values(), cells, strict=True):
        column.append(cell)


def ages(province: Province) -> NDArray[np.int64]:
    """Return the age of everybody in the last year of the province."""
    return province.profile.month.year - years(province.people.birth)
