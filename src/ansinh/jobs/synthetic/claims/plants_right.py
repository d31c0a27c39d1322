"""Planted faults of right: rate, exemption, referral, access code, excluded events, packages, stents, transport."""

from collections.abc import Callable

from ansinh.jobs.synthetic.claims.factory import Factory
from ansinh.jobs.synthetic.claims.planting import Planted, at, big, lying, nothing, plant, sets, simple
from ansinh.jobs.synthetic.claims.visit import Visit


def _rate(rate: str, **fields: str) -> Callable[[Visit], None]:
    """Claim at another rate, with fields of the summary changed."""

    def change(visit: Visit) -> None:
        visit.rate = rate
        visit.summary.update(fields)

    return change


simple("ENT-01", _rate("95"), make=big)
simple("ENT-02", _rate("100"), "ENT-01", make=big)
simple("ENT-03", _rate("80"), "ENT-01")
simple("ENT-04", lambda v: (_rate("100")(v), v.summary.update(NGAY_MIEN_CCT=v.at(0)[:8])), make=big)
simple(
    "ENT-05",
    lambda v: (
        _rate("100", MA_DOITUONG_KCB="3.1", NAM_NAM_LIEN_TUC="20250101")(v),
        v.summary.update(NGAY_MIEN_CCT=v.at(0)[:8], MA_DKBD="26001"),
        v.kept.update(five_years="2025-01-01", certificate="2026-01-15"),
    ),
    "ENT-01",
    make=at("26004", stay=True),
)
simple("ENT-06", sets(MA_DOITUONG_KCB="1.3", MA_DKBD="26101"))
simple("ENT-08", sets(MA_DKBD="26101"))
simple("ENT-09", _rate("80", MA_DOITUONG_KCB="1.15", MA_DKBD="26101"), make=at("26004", stay=True))
simple("ENT-10", _rate("80", MA_DOITUONG_KCB="1.18", MA_DKBD="26101"), "ENT-01", make=at("26003"))
simple("ENT-11", sets(MA_DOITUONG_KCB="2", MA_BENH_CHINH="J00", MA_DKBD="26101"))
simple("ENT-12", _rate("80", MA_DOITUONG_KCB="3.6", MA_DKBD="26101"), make=at("26004", stay=True))
simple("ENT-13", _rate("80", MA_DOITUONG_KCB="1.16", MA_DKBD="26101"), make=at("26002"))
simple("ENT-16", sets(MA_TAI_NAN="2", MA_BENH_CHINH="K59.1", LY_DO_VV="tai nạn"), "OUT-05")
simple("ENT-17", sets(MA_DOITUONG_KCB="1.7", MA_DKBD="26101"))
simple("ENT-18", lambda v: v.kept.update(other_group="HN"), make=big)


def _short(visit: Visit) -> None:
    """Let a stay end after three hours, without a bed."""
    visit.services[:] = [row for row in visit.services if row["MA_NHOM"] != "15"]
    visit.summary.update(NGAY_RA=visit.at(180), NGAY_TTOAN=visit.at(180), SO_NGAY_DTRI="1")
    visit.papers["XML7"][0].update(NGAY_RA=visit.at(180), NGAY_CT=visit.at(180)[:8])
    visit.drugs[0].update(SO_LUONG="12", LIEU_DUNG="1 viên * 12 lần * 1 ngày")


simple("BED-07", _short, make=lying)


@plant("ENT-07")
def _slip(factory: Factory) -> Planted:
    """A referral slip of two months ago."""
    visit = factory.outpatient("26003", big=True)
    visit.rate = "80"
    visit.summary.update(
        MA_DOITUONG_KCB="1.3", MA_DKBD="26101", MA_NOI_DI="26101", GIAY_CHUYEN_TUYEN=f"S{visit.episode}"
    )
    made = Planted().expect(visit.settle(), "ENT-07")
    made.lists["slips"] = [(f"S{visit.episode}", "2026-02-02")]
    return made


def _outside(scope: str) -> Callable[[Visit], None]:
    """Claim the fund's part of a line outside the scope."""

    def after(visit: Visit) -> None:
        visit.drugs[0].update(PHAM_VI=scope)

    return after


simple("ENT-14", nothing, after=_outside("3"))
simple("ENT-15", nothing, after=_outside("2"))


def _supplied(visit: Visit, **more: str) -> None:
    """Add a high-cost operation and its supply to a stay."""
    visit.add_service("02.0054.1778", "8", 3_000_000, minutes=120, GOI_VTYT="G1")
    visit.add_supply("N07.01.100", 120_000_000, minutes=121, GOI_VTYT="G1", **more)


simple("ENT-19", _supplied, make=lying)


def _stented(visit: Visit) -> None:
    """Claim three stents whole."""
    visit.add_supply("N06.02.020", 9_000_000, minutes=130, SO_LUONG="3")


simple("ENT-20", _stented, make=lying)


def _carried(visit: Visit) -> None:
    """Claim the transport of a person who went home."""
    row = visit.add_service("", "12", 21_000, minutes=140, SO_LUONG="16", MA_XANG_DAU="R953V1", DON_VI_TINH="lít")
    row.update(TEN_DICH_VU="Vận chuyển người bệnh")


simple("ENT-21", _carried, make=lying)


def _helped(visit: Visit) -> None:
    """Take a donor's money off the fund's part before the patient's own."""
    row = visit.drugs[1]
    row.update(T_NGUONKHAC="50000", T_NGUONKHAC_CL="50000", T_BHTT="270000", T_BNCCT="80000")
    visit.total()


simple("ENT-22", nothing, make=big, after=_helped)
