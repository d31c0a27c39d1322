"""The lists the synthetic agency holds: facilities, approved items, staff, machines, the register of cards."""

from collections.abc import Iterable, Sequence

from ansinh.jobs.synthetic.claims.planting import Planted
from ansinh.jobs.synthetic.claims.visit import Visit

Listed = tuple[Sequence[str], list[tuple[str, ...]]]
SINCE, UNTIL = "2020-01-01", "2030-12-31"
# facility: level, tier before 2025, narrow, contract kind, class of drugs
HOUSES = {
    "26001": ("basic", "district", "", "1", "3"), "26002": ("basic_50", "provincial", "", "1", "2"),
    "26003": ("specialised", "provincial", "", "1", "1"), "26004": ("specialised", "central", "", "1", "1"),
    "26101": ("initial", "commune", "1", "0", "4"), "26005": ("basic", "district", "", "1", "3"),
    **{f"260{place:02d}": ("basic", "district", "", "1", "3") for place in (6, 7, 8, 9, 10, 11, 12, 13, 14)},
}  # fmt: skip
SERVICES = {
    "02.1897.0001": (13, 50_000), "03.1897.0001": (13, 50_000), "23.0003.1494": (1, 60_000), "18.0119.0028": (2,
    70_000),
    "18.0120.0028": (2, 70_000), "03.3901.0475": (8, 2_000_000), "03.3902.0475": (8, 1_500_000), "K03.1932": (15,
    200_000),
    "13.0007.0671": (8, 2_500_000), "02.0497.0297": (18, 500_000), "13.0023.2023": (18, 55_000), "23.0121.1548": (1,
    100_000),
    "03.2391.0215": (18, 12_000), "18.0150.0041": (2, 600_000), "18.0149.0040": (2, 500_000), "17.0001.0254": (18,
    30_000),
    "24.0017.1714": (1, 60_000), "13.0033.0614": (18, 700_000), "01.0055.0114": (18, 300_000), "23.0083.1523": (1,
    100_000),
    "23.0130.1549": (1, 400_000), "22.0120.1370": (1, 40_000), "14.0005.0815": (8, 2_600_000), "02.0054.1778": (8,
    3_000_000),
}  # fmt: skip
DRUGS = {
    "40.67": 1_000, "40.68": 1_000, "40.69": 1_000, "40.80": 40_000, "40.219": 1_000, "40.370": 1_000, "40.777": 100,
    "40.30": 1_000, "40.28": 1_000, "40.4": 5_000, "40.443": 20_000, "00.0000": 1_000,
}  # fmt: skip
SUPPLIES = {"N07.01.100": 120_000_000, "N06.02.020": 9_000_000, "N03.01.010": 50_000, "N03.05.010": 40_000}
TENDER = "12/QD;G1;N3;2026"
LOOSE_TENDER = {"40.68": "12/QD-G1"}
NO_PAPER = {"40.69": ""}
MANY = "1000000"


def lists_of(visits: Sequence[Visit], planted: Iterable[Planted]) -> dict[str, Listed]:
    """Return every list the agency holds about `visits`, with what the planted faults need."""
    lists: dict[str, Listed] = {
        "facilities": (
            ("facility", "level", "tier", "narrow", "contract_from", "contract_to", "contract_kind", "drug_class"),
            [(code, level, tier, narrow, SINCE, "2026-01-31" if code == "26005" else UNTIL, kind, drugs)
             for code, (level, tier, narrow, kind, drugs) in HOUSES.items()],
        ),
        "departments": (("facility", "department", "beds", "valid_from", "valid_to"),
                        [("26012", "K03", "1", SINCE, UNTIL), ("26001", "K03", "500", SINCE, UNTIL)]),
        "staff": (("facility", "licence", "scope", "exams", "hours", "valid_from", "valid_to"), [
            (house, licence, scope, exams, "0000-2359", SINCE, UNTIL) for house in HOUSES
            for licence, scope, exams in (("BS1", "*", "1"), (f"KTV{house}", "*", "0"), ("KTV9", "*", "0"))
        ]),
        "services": (("facility", "service", "kind", "price", "valid_from", "valid_to"), [
            (house, code, str(kind), str(price), SINCE, UNTIL) for house in HOUSES
            for code, (kind, price) in SERVICES.items()
        ]),
        "drugs": (("facility", "drug", "registration", "tender", "price", "quantity", "route", "valid_from",
        "valid_to"), [
            (house, code, NO_PAPER.get(code, f"VD-{code}"), LOOSE_TENDER.get(code, TENDER), str(price),
             "50" if code == "40.777" else MANY, "", SINCE, UNTIL)
            for house in HOUSES for code, price in DRUGS.items()
        ]),
        "supplies": (("facility", "supply", "tender", "price", "valid_from", "valid_to"), [
            (house, code, TENDER, str(price), SINCE, UNTIL) for house in HOUSES for code, price in SUPPLIES.items()
        ]),
        "machines": (("facility", "machine", "sort", "hours", "days", "valid_from", "valid_to"), [
            (house, f"XQ.1.{house}.1", "xray", "1" if house == "26006" else "8", "1" if house == "26006" else "64",
             SINCE, UNTIL) for house in HOUSES
        ]),
        "register": (REGISTER, [_person(visit) for visit in visits]),
        "check_ins": (("episode", "facility"), [(v.episode, v.summary["MA_CSKCB"]) for v in visits if v.checked_in]),
        "copayments": (("card", "year", "paid", "certificate_from"), [
            (v.summary["MA_THE_BHYT"], "2026", "0", v.kept["certificate"]) for v in visits if "certificate" in v.kept]),
        "periods": (("facility", "year", "month"), []),
        "slips": (("slip", "issued"), []), "settled": (("facility", "episode"), []),
        "budgets": (("facility", "year", "expected", "spent"), []),
        "history": (("facility", "month", "visits", "fund"), []),
        "statement": (("facility", "card", "came", "left", "total_bv", "total_bh", "fund", "copay", "own", "other"),
        []),
    }  # fmt: skip
    for one in planted:
        for name, rows in one.lists.items():
            lists[name][1].extend(rows)
    return lists


REGISTER = (
    "card", "name", "born", "sex", "status", "registered", "five_years", "area", "died_on", "other_group", "si_from",
    "si_to", "real_card_from", "valid_from", "valid_to",
)  # fmt: skip


def _person(visit: Visit) -> tuple[str, ...]:
    """Return what the register holds of the bearer of a visit's card: the claim's own facts unless told otherwise."""
    own = visit.summary
    five = own.get("NAM_NAM_LIEN_TUC", "")
    facts = {
        "card": own["MA_THE_BHYT"].split(";")[0], "name": own["HO_TEN"], "born": own["NGAY_SINH"][:8],
        "sex": own["GIOI_TINH"],
        "status": "000", "registered": own["MA_DKBD"].split(";")[-1],
        "five_years": f"{five[:4]}-{five[4:6]}-{five[6:]}" if five else "", "si_from": "2015-01-01",
        "area": own.get("MA_KHUVUC", ""),
    } | visit.kept  # fmt: skip
    return tuple(facts.get(name, "") for name in REGISTER)
