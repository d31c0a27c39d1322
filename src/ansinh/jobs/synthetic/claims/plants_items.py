"""Planted faults of drugs, services, supplies, exams and beds, and of records that do not go together."""

import datetime as dt
from collections.abc import Callable

from ansinh.jobs.synthetic.claims.factory import EXAM, PRICES, Factory
from ansinh.jobs.synthetic.claims.planting import Planted, big, lying, nothing, plant, simple
from ansinh.jobs.synthetic.claims.visit import STAMP, Visit


def _drug(code: str, price: int = 1_000, quantity: int = 10, **more: str) -> Callable[[Visit], object]:
    """Return a change that adds a drug."""
    return lambda visit: visit.add_drug(code, price, quantity, minutes=70, **more)


# --- drugs ---
simple("DRG-01", _drug("40.999"))
simple("DRG-02", lambda v: v.drugs[0].update(MA_THUOC="00.0000", SO_DANG_KY="VD-00.0000"))
simple("DRG-03", _drug("40.219"))
simple(
    "DRG-04",
    lambda v: (_drug("40.370")(v), v.summary.update(MA_BENH_CHINH="C50.1", GIOI_TINH="2")),
    make=lambda factory: factory.outpatient("26003"),
)
simple("DRG-05", lambda v: v.drugs[0].update(DON_GIA="1500"))
simple("DRG-06", _drug("40.777", 100, 60, LIEU_DUNG="2 viên * 3 lần * 10 ngày"))
simple("DRG-07", lambda v: v.drugs[0].update(TT_THAU="12/QD-G1", MA_THUOC="40.68", SO_DANG_KY="VD-40.68"))
simple("DRG-08", lambda v: v.drugs[0].update(SO_DANG_KY="", MA_THUOC="40.69"))
simple("DRG-09", lambda v: (_drug("40.30")(v), v.summary.update(MA_BENH_CHINH="H52.1")))
simple("DRG-10", lambda v: (_drug("40.28")(v), v.summary.update(MA_BENH_CHINH="K25.9")))
simple(
    "DRG-11",
    lambda v: (
        v.summary.update(GIOI_TINH="2"),
        v.add_service("13.0007.0671", "8", 2_500_000, minutes=120),
        v.add_drug("40.4", 5_000, 8, minutes=125),
    ),
    make=lying,
)
simple("DRG-12", lambda v: v.add_drug("40.67", 1_000, 2, minutes=62))
simple("DRG-13", lambda v: v.drugs[0].update(SO_LUONG="45", LIEU_DUNG="1 viên * 1 lần * 45 ngày"))
simple("DRG-14", lambda v: v.drugs[0].update(LIEU_DUNG="1 viên * 2 lần * 10 ngày"))
simple("DRG-15", lambda v: v.drugs[0].update(DUONG_DUNG="9.9"))
simple("DRG-16", lambda v: v.drugs[0].update(MA_NHOM="10"), "SUM-03", after=nothing)
simple(
    "DRG-17",
    lambda v: (v.add_service("02.0497.0297", "18", 500_000, minutes=120), v.add_drug("40.443", 20_000, 1, minutes=121)),
    make=lying,
)
# --- services ---
simple("SRV-01", lambda v: v.add_service("02.9999.9999", "18", 90_000, minutes=50))
simple("SRV-02", lambda v: v.services[1].update(DON_GIA_BV="75000", DON_GIA_BH="75000"))
simple("SRV-03", lambda v: v.add_service("18.0120.0028", "2", 70_000, minutes=36))
simple("SRV-04", lambda v: v.services[1].update(NGUOI_THUC_HIEN="LA"))
simple("SRV-06", lambda v: v.services[2].update(MA_MAY=""))
simple("SRV-08", lambda v: v.add_service("13.0023.2023", "18", 55_000, minutes=50))
simple(
    "SRV-12",
    lambda v: (
        v.add_service("03.3901.0475", "8", 2_000_000, minutes=120),
        v.add_service("03.3902.0475", "8", 1_500_000, minutes=120),
    ),
    make=lying,
)
simple("SRV-13", lambda v: v.services[1].update(MA_NHOM="3"))
simple("SRV-15", lambda v: v.add_service("23.0121.1548", "1", 100_000, minutes=40))
simple("SRV-18", lambda v: v.add_service("03.2391.0215", "18", 12_000, minutes=60), make=lying)
simple("SRV-19", lambda v: v.add_service("18.0150.0041", "2", 600_000, minutes=70), make=lying)
simple("SRV-20", lambda v: v.add_service("17.0001.0254", "18", 30_000, minutes=60, SO_LUONG="6"), make=lying)
simple("SRV-22", lambda v: v.add_service("24.0017.1714", "1", 60_000, minutes=60, SO_LUONG="3"), make=lying)
simple(
    "SRV-23",
    lambda v: (
        v.summary.update(GIOI_TINH="2"),
        v.add_service("13.0033.0614", "18", 700_000, minutes=100),
        v.add_service("13.0023.2023", "18", 55_000, minutes=60, SO_LUONG="2"),
    ),
    make=lying,
)
simple("SRV-24", lambda v: v.add_service("01.0055.0114", "18", 300_000, minutes=60), make=lying)


@plant("SRV-14")
def _twice(factory: Factory) -> Planted:
    """HbA1c twice within three months."""
    first, second = factory.outpatient(big=True), factory.outpatient(big=True)
    _same_person(second, first)
    _move(second, first.came + dt.timedelta(days=30, minutes=7))
    for visit in (first, second):
        visit.add_service("23.0083.1523", "1", 100_000, minutes=41)
        visit.settle()
    return Planted().expect(first).expect(second, "SRV-14")


@plant("SRV-21")
def _often(factory: Factory) -> Planted:
    """Procalcitonin twice within 48 hours."""
    visit = factory.inpatient()
    visit.add_service("23.0130.1549", "1", 400_000, minutes=60)
    visit.add_service("23.0130.1549", "1", 400_000, minutes=60 + 30 * 60)
    return Planted().expect(visit.settle(), "SRV-21")


@plant("SRV-16")
def _busy(factory: Factory) -> Planted:
    """More X-rays than one machine of one hour in one day may have whole: the ninth is paid by 85 %."""
    visits = [factory.outpatient("26006").settle() for _ in range(9)]
    last = max(visits, key=lambda visit: visit.came)
    return Planted(visits, [(last.episode, "SRV-16")])


@plant("SRV-17")
def _uniform(factory: Factory) -> Planted:
    """A facility that orders one test for everybody."""
    visits = []
    for _ in range(52):
        visit = factory.outpatient("26007")
        visit.add_service("22.0120.1370", "1", 40_000, minutes=20)
        visits.append(visit.settle())
    return Planted(visits, [(visits[0].episode, "SRV-17")])


# --- supplies ---
simple("SUP-01", lambda v: v.add_supply("N99.99.999", 50_000, minutes=60), make=lying)
simple("SUP-02", lambda v: v.add_supply("N03.01.010", 60_000, minutes=60), make=lying)
simple("SUP-03", lambda v: v.add_supply("N03.01.010", 50_000, minutes=60, MA_DICH_VU="02.0001.0001"), make=lying)
simple(
    "SUP-04",
    lambda v: (
        v.summary.update(GIOI_TINH="2"),
        v.add_service("13.0007.0671", "8", 2_500_000, minutes=120),
        v.add_supply("N03.05.010", 40_000, minutes=125),
    ),
    make=lying,
)
simple("SUP-05", lambda v: v.add_supply("N03.01.010", 50_000, minutes=60, TAI_SU_DUNG="1"), make=lying)
simple("SUP-06", lambda v: v.add_supply("N03.01.010", 50_000, minutes=60, GOI_VTYT="G0"), make=lying)
simple("SUP-07", lambda v: v.add_supply("N03.01.010", 50_000, minutes=60, TT_THAU=""), make=lying)
# --- exams and beds ---
simple(
    "EXM-01",
    lambda v: (
        v.add_service(EXAM, "13", PRICES[EXAM], minutes=2),
        v.add_service("03.1897.0001", "13", 50_000, minutes=8),
    ),
    make=lying,
)
simple("EXM-02", lambda v: v.add_service("03.1897.0001", "13", 50_000, minutes=40))
simple(
    "EXM-03",
    lambda v: (v.summary.update(NGAY_VAO_NOI_TRU=v.at(0)), v.add_service(EXAM, "13", PRICES[EXAM], minutes=2)),
    make=lying,
)
simple("EXM-05", lambda v: v.services[0].update(MA_BAC_SI="KTV9"))
simple("BED-01", lambda v: v.services[1].update(SO_LUONG="7"), make=lying)
simple("BED-02", lambda v: v.add_service("K03.1932", "15", 200_000, minutes=50, MA_GIUONG="H002"), make=big)
simple(
    "BED-03",
    lambda v: (
        v.services[1].update(SO_LUONG="1"),
        v.add_service("K03.1932", "15", 200_000, minutes=50, MA_GIUONG="H003"),
    ),
    make=lying,
)
simple(
    "BED-04",
    lambda v: (
        v.add_service("03.3901.0475", "8", 2_000_000, minutes=120),
        v.services[1].update(TEN_DICH_VU="Giường hậu phẫu"),
    ),
    make=lambda factory: factory.inpatient(days=14),
)
simple("BED-05", lambda v: v.services[1].update(MA_GIUONG="X12"), make=lying)
simple(
    "BED-08",
    lambda v: (
        v.add_service("14.0005.0815", "8", 2_600_000, minutes=120),
        v.services[1].update(TEN_DICH_VU="Giường hậu phẫu"),
    ),
    make=lying,
)


@plant("BED-06")
def _crowded(factory: Factory) -> Planted:
    """Two beds charged on one day in a ward of one."""
    first, second = factory.inpatient("26012"), factory.inpatient("26012")
    _move(second, first.came + dt.timedelta(minutes=9))
    return Planted().expect(first.settle()).expect(second.settle(), "BED-06")


@plant("EXM-04")
def _desk(factory: Factory) -> Planted:
    """The sixty-sixth exam of one doctor on one day."""
    visits = [factory.outpatient("26013") for _ in range(66)]
    start = visits[0].came.replace(hour=7, minute=0)
    for place, visit in enumerate(visits):
        _move(visit, start + dt.timedelta(minutes=8 * place))
        visit.settle()
    return Planted(visits, [(visits[-1].episode, "EXM-04")])


# --- records that do not go together ---
def _same_person(visit: Visit, other: Visit) -> None:
    """Let the visit be one of the person of another."""
    visit.summary.update({name: other.summary[name] for name in ("MA_THE_BHYT", "HO_TEN", "SO_CCCD", "MA_BN")})
    visit.kept = other.kept


def _move(visit: Visit, came: dt.datetime) -> None:
    """Move a whole visit in time, with its lines and papers."""
    by = came - visit.came
    for row in (visit.summary, *visit.drugs, *visit.services, *(row for rows in visit.papers.values() for row in rows)):
        for name, value in row.items():
            if name.startswith("NGAY_") and len(value) == 12 and value.isdecimal() and name != "NGAY_SINH":
                row[name] = (dt.datetime.strptime(value, STAMP) + by).strftime(STAMP)  # noqa: DTZ007 - as in the standard
    for row in visit.papers.get("XML7", []):
        row["NGAY_CT"] = row["NGAY_RA"][:8]
    left = visit.summary["NGAY_RA"]
    visit.summary.update(NAM_QT=left[:4], THANG_QT=str(int(left[4:6])))


@plant("OVR-01")
def _overlap(factory: Factory) -> Planted:
    """Two stays of one person at the same time."""
    first, second = factory.inpatient(), factory.inpatient("26002")
    _same_person(second, first)
    second.summary.update(MA_DOITUONG_KCB="2", MA_DKBD=first.summary["MA_DKBD"])
    _move(second, first.came + dt.timedelta(days=1, minutes=13))
    return Planted().expect(first.settle()).expect(second.settle(), "OVR-01")


@plant("OVR-02")
def _away(factory: Factory) -> Planted:
    """An outpatient visit elsewhere during a stay."""
    first, second = factory.inpatient(), factory.outpatient("26002")
    _same_person(second, first)
    second.summary.update(MA_DOITUONG_KCB="2", MA_DKBD=first.summary["MA_DKBD"])
    _move(second, first.came + dt.timedelta(days=2, minutes=11))
    return Planted().expect(first.settle()).expect(second.settle(), "OVR-02")


@plant("OVR-03")
def _copy(factory: Factory) -> Planted:
    """The same visit under another number."""
    first, second = factory.outpatient(), factory.outpatient()
    for visit in (first, second):
        visit.services.clear()
        visit.papers.clear()
    _same_person(second, first)
    _move(second, first.came)
    return Planted().expect(first.settle()).expect(second.settle(), "OVR-03")


@plant("OVR-04")
def _closed(factory: Factory) -> Planted:
    """A record of a closed period."""
    visit = factory.outpatient().settle()
    made = Planted().expect(visit, "OVR-04")
    made.lists["settled"] = [(visit.summary["MA_CSKCB"], visit.episode)]
    return made


@plant("OVR-05")
def _again(factory: Factory) -> Planted:
    """A second record of the day with a whole exam fee."""
    first, second = factory.outpatient(), factory.outpatient()
    _same_person(second, first)
    second.summary.update(MA_BENH_CHINH="H10.1")
    _move(second, first.came + dt.timedelta(minutes=137))
    return Planted().expect(first.settle()).expect(second.settle(), "OVR-05")


@plant("OVR-06")
def _early(factory: Factory) -> Planted:
    """Back for drugs while those of 28 days are not used."""
    first, second = factory.outpatient(), factory.outpatient()
    _same_person(second, first)
    for visit in (first, second):
        visit.summary.update(MA_BENH_CHINH="I10")
        visit.drugs[0].update(SO_LUONG="28", LIEU_DUNG="1 viên * 1 lần * 28 ngày")
    _move(second, first.came + dt.timedelta(days=12, minutes=5))
    return Planted().expect(first.settle()).expect(second.settle(), "OVR-06")


@plant("OVR-07")
def _everywhere(factory: Factory) -> Planted:
    """Three facilities in one day."""
    visits = [factory.outpatient(facility) for facility in ("26001", "26002", "26014")]
    for place, visit in enumerate(visits):
        _same_person(visit, visits[0])
        visit.summary.update(MA_DOITUONG_KCB="2", MA_DKBD="26101", MA_BENH_CHINH=f"{'KHM'[place]}59.1")
        _move(visit, visits[0].came + dt.timedelta(minutes=127 * place))
        visit.settle()
    return Planted(visits, [(visits[-1].episode, "OVR-07")])


@plant("OVR-08")
def _twins(factory: Factory) -> Planted:
    """One licence at work in two facilities at one minute."""
    first, second = factory.outpatient("26001"), factory.outpatient("26002")
    _move(second, first.came)
    for visit in (first, second):
        visit.services[1].update(NGUOI_THUC_HIEN="KTV9")
    return Planted().expect(first.settle()).expect(second.settle(), "OVR-08")


@plant("OVR-09")
def _machine(factory: Factory) -> Planted:
    """One machine with two patients at once."""
    first, second = factory.outpatient(), factory.outpatient()
    _move(second, first.came + dt.timedelta(minutes=1))
    return Planted().expect(first.settle()).expect(second.settle(), "OVR-09")
