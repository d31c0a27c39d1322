"""Planted faults of structure, card, dates, papers, outcome and sums."""

from ansinh.jobs.synthetic.claims.factory import EXAM, PRICES, Factory
from ansinh.jobs.synthetic.claims.planting import Planted, big, lying, nothing, plant, sets, simple
from ansinh.jobs.synthetic.claims.visit import Visit


def _paper(visit: Visit, name: str, **fields: str) -> None:
    """Add a paper to a visit."""
    visit.papers.setdefault(name, []).append({"MA_LK": visit.episode, **fields})


def _note(visit: Visit, moment: str, number: str = "1", episode: str = "") -> Visit:
    """Add a clinical note and return the visit."""
    _paper(visit, "XML5", STT=number, DIEN_BIEN_LS="ổn", THOI_DIEM_DBLS=moment, NGUOI_THUC_HIEN="BS1")
    if episode:
        visit.papers["XML5"][-1]["MA_LK"] = episode
    return visit


def _leave(visit: Visit, **fields: str) -> Visit:
    """Add a certificate of leave of three days and return the visit."""
    row = {
        "SO_CT": "1", "SO_SERI": "S1", "SO_KCB": "K1", "DON_VI": "Công ty giả lập",
        "MA_BHXH": visit.summary["MA_THE_BHYT"][5:],
        "CHAN_DOAN_RV": "bệnh", "PP_DIEUTRI": "nghỉ", "SO_NGAY_NGHI": "3", "TU_NGAY": visit.at(0)[:8],
        "DEN_NGAY": visit.at(2880)[:8], "MA_TTDV": "0260000001", "MA_BS": "BS1", "NGAY_CT": visit.at(0)[:8],
    }  # fmt: skip
    _paper(visit, "XML11", **(row | fields))
    return visit


# --- structure ---
simple("STR-01", lambda v: v.broken.update(XML5="%%% not base64 %%%"))
simple("STR-02", lambda v: setattr(v, "unsigned", True))
simple("STR-04", lambda v: _note(v, v.at(10), episode="LK-OTHER"))
simple("STR-05", sets(DIA_CHI=""))
simple("STR-06", sets(DIEN_THOAI="0912345678901234567"))
simple("STR-07", lambda v: v.services[0].update(VI_TRI_TH_DVKT="1,5"))
simple("STR-08", sets(NGAY_TTOAN="202613450000"))
simple("STR-10", lambda v: (_note(v, v.at(10)), _note(v, v.at(20))))
simple("STR-11", sets(MA_LOAI_RV="9"))
simple("STR-12", sets(THANG_QT="13"))
simple("TEC-01", lambda v: v.services[0].update(MA_BI_AN="x"))
simple("TEC-02", lambda v: v.broken.update(XML99="PHhtbC8+"))
simple("STR-14", lambda v: v.papers.pop("XML7"), make=lying)


@plant("TEC-04")
def _sent_twice(factory: Factory) -> Planted:
    """A record and its correction in one sending."""
    first, second = factory.outpatient(), factory.outpatient()
    for row in (second.summary, *second.drugs, *second.services, *second.papers["XML4"]):
        row["MA_LK"] = first.episode
    return Planted().expect(first.settle(), "TEC-04").expect(second.settle())


@plant("STR-03")
def _no_summary(factory: Factory) -> Planted:
    """A record without its summary: found at its file."""
    visit = factory.outpatient().settle()
    visit.drop, visit.sender = ("XML1",), "26009"
    return Planted([visit], [("26009_0000.xml", "STR-03")])


simple("STR-09", lambda v: setattr(v, "sender", "26001"), make=lambda factory: factory.outpatient("26002"))
simple(
    "STR-13",
    lambda v: _paper(
        v,
        "XML8",
        MA_LOAI_KCB="03",
        NGAY_VAO=v.at(0),
        NGAY_RA=v.at(60),
        CHAN_DOAN_VAO="a",
        CHAN_DOAN_RV="b",
        QT_BENHLY="c",
        TOMTAT_KQ="d",
        PP_DIEUTRI="e",
        KET_QUA_DTRI="2",
        MA_TTDV="0260000001",
        NGAY_CT=v.at(0)[:8],
    ),
)
simple("STR-15", sets(MA_LOAI_RV="2", MA_NOI_DEN="26003"))

# --- card ---
simple(
    "CRD-01", lambda v: v.summary.update(MA_THE_BHYT=f"{v.summary['MA_THE_BHYT'][:5]}X{v.summary['MA_THE_BHYT'][6:]}")
)
simple("CRD-02", lambda v: v.summary.update(MA_THE_BHYT="DN1" + v.summary["MA_THE_BHYT"][3:]))
simple("CRD-03", lambda v: v.summary.update(MA_THE_BHYT="DN403" + v.summary["MA_THE_BHYT"][5:]))
simple("CRD-04", sets(MA_DKBD="26002;26001"))
simple("CRD-05", lambda v: v.kept.update(name="TRẦN THỊ KHÁC"))
simple("CRD-06", lambda v: v.summary.update(GT_THE_TU=v.at(2880)[:8]))
simple("CRD-07", lambda v: v.summary.update(GT_THE_DEN=v.at(1440)[:8]), make=lying)
simple("CRD-08", lambda v: v.summary.update(GT_THE_DEN="20260331"))
simple("CRD-09", lambda v: v.kept.update(status="110"))
simple("CRD-10", sets(MA_DKBD="99999", MA_DOITUONG_KCB="1.5"))
simple("CRD-11", lambda v: v.kept.update(registered="26003"))
simple("CRD-12", lambda v: v.kept.update(five_years="2028-01-01"))
simple("CRD-13", sets(MA_KHUVUC="K9"))
simple("CRD-14", lambda v: v.kept.update(died_on="2026-03-01"))


def _child(visit: Visit, born: str) -> None:
    """Make the visit one of a child's card."""
    visit.summary.update(MA_THE_BHYT="TE1" + visit.summary["MA_THE_BHYT"][3:], NGAY_SINH=born, CAN_NANG="15.00")


simple("CRD-15", lambda v: _child(v, "201910100000"))
simple("CRD-16", lambda v: _child(v, "201001010000"))


@plant("CRD-17")
def _temporary(factory: Factory) -> Planted:
    """A temporary number long after the real card was issued."""
    visit = factory.outpatient()
    _child(visit, "202601010000")
    visit.summary.update(MA_DKBD="26000", MA_DOITUONG_KCB="1.5", CAN_NANG="6.00")
    visit.kept.update(real_card_from="2026-02-01")
    return Planted().expect(visit.settle(), "CRD-17")


simple("CRD-18", lambda v: setattr(v, "checked_in", False))

# --- dates ---
simple("DAT-01", lambda v: v.summary.update(NGAY_RA=v.at(-60)), "DAT-04")
simple("DAT-02", lambda v: v.summary.update(NGAY_VAO_NOI_TRU=v.at(-30)), make=lying)
simple("DAT-03", lambda v: v.summary.update(NGAY_TTOAN=v.at(-2880)))
simple("DAT-04", lambda v: v.drugs[0].update(NGAY_YL=v.at(-10)))
simple("DAT-05", lambda v: v.services[1].update(NGAY_TH_YL=v.at(10)))
simple("DAT-06", lambda v: v.services[1].update(NGAY_KQ=v.at(15)))
simple("DAT-07", lambda v: v.services[1].update(NGAY_KQ=v.at(63 * 1440)))
simple("DAT-08", lambda v: _note(v, v.at(-100)))
simple("DAT-09", sets(NGAY_TTOAN="209901010000"), "DAT-03")
simple("DAT-10", sets(SO_NGAY_DTRI="3"))
simple("DAT-11", nothing, make=lambda factory: factory.outpatient("26005"))
simple("DAT-12", nothing, make=lambda factory: factory.inpatient("26101"))
simple("DAT-13", lambda v: v.papers["XML7"][0].update(NGAY_CT=v.at(0)[:8]), make=lying)
simple("DAT-14", lambda v: _leave(v, SO_NGAY_NGHI="9"))
simple(
    "DAT-15",
    lambda v: _paper(
        v,
        "XML14",
        SO_GIAYHEN_KL="1",
        MA_CSKCB="26001",
        HO_TEN=v.summary["HO_TEN"],
        NGAY_HEN_KL=v.at(-60),
        MA_BAC_SI="BS1",
        MA_TTDV="0260000001",
        NGAY_CT=v.at(0)[:8],
    ),
)

# --- outcome and papers ---
simple("OUT-01", sets(KET_QUA_DTRI="1", MA_LOAI_RV="3"))


@plant("OUT-02")
def _birth(factory: Factory) -> Planted:
    """A birth without the certificate of birth."""
    visit = factory.inpatient()
    visit.summary.update(GIOI_TINH="2", MA_BENH_CHINH="O80.0", CAN_NANG_CON="3200", NGAY_SINH="199603120000")
    return Planted().expect(visit.settle(), "OUT-02")


simple(
    "OUT-03", lambda v: (v.summary.update(GIOI_TINH="2"), v.papers["XML7"][0].update(MA_DINH_CHI_THAI="1")), make=lying
)
simple("OUT-04", sets(CAN_NANG="450"))
simple("OUT-05", sets(MA_BENH_CHINH="S52.5"))
simple("OUT-06", lambda v: (_leave(v), v.kept.update(si_from="2027-01-01")))

# --- sums ---
simple(
    "SUM-01",
    nothing,
    after=lambda v: (
        v.drugs[0].update(THANH_TIEN_BV="15000"),
        v.total(),
        v.summary.update(T_BNTT="5000"),
        v.drugs[0].update(T_BNTT="5000"),
    ),
)


def _scope(visit: Visit) -> None:
    """Claim more in scope than quantity x price x ratios, the facility's own price left as it is."""
    row = visit.drugs[0]
    row.update(THANH_TIEN_BH="8000", T_BHTT="8000", T_BNTT="2000")
    visit.total()


simple("SUM-02", nothing, after=_scope)


def _more(visit: Visit, field: str, by: int) -> None:
    """Raise a total of the summary."""
    visit.summary[field] = str(int(visit.summary[field]) + by)


simple("SUM-03", nothing, after=lambda v: _more(v, "T_THUOC", 5000))
simple("SUM-04", nothing, "SUM-03", after=lambda v: _more(v, "T_TONGCHI_BV", 7000))
simple("SUM-05", nothing, "SUM-04", after=lambda v: _more(v, "T_BHTT", 9000))
simple("SUM-06", nothing, make=big, after=lambda v: (v.drugs[1].update(T_BHTT="330000", T_BNCCT="70000"), v.total()))
simple("SUM-07", nothing, after=lambda v: v.drugs[0].update(T_NGUONKHAC_NSNN="4000"))
simple("SUM-08", nothing, after=lambda v: _more(v, "T_BHTT_GDV", 4000))
simple("SUM-09", nothing, "SUM-02", after=lambda v: (v.drugs[0].update(THANH_TIEN_BH="12000"), v.total()))


def _unpaid(visit: Visit) -> None:
    """Leave everything to the patient, outside the scope."""
    visit.papers.pop("XML4", None)
    visit.services[:] = visit.services[:1]
    visit.drugs.clear()
    row = visit.services[0]
    row.update(PHAM_VI="2", T_BHTT="0", T_BNCCT="0", T_BNTT=str(PRICES[EXAM]), THANH_TIEN_BH="0", MUC_HUONG="0")
    visit.total()


simple("SUM-10", sets(MA_DOITUONG_KCB="1.5"), after=_unpaid)


@plant("SUM-11")
def _statement(factory: Factory) -> Planted:
    """A statement whose row claims another amount than the record."""
    good, odd = factory.outpatient("26008").settle(), factory.outpatient("26008").settle()
    made = Planted([good, odd], [(odd.episode, "SUM-11")])
    for visit in (good, odd):
        own = visit.summary
        fund = own["T_BHTT"] if visit is good else str(int(own["T_BHTT"]) + 5000)
        made.lists.setdefault("statement", []).append(
            (own["MA_CSKCB"], own["MA_THE_BHYT"], own["NGAY_VAO"], own["NGAY_RA"], own["T_TONGCHI_BV"],
            own["T_TONGCHI_BH"],
             fund, own["T_BNCCT"], own["T_BNTT"], own["T_NGUONKHAC"])
        )  # fmt: skip
    return made


@plant("FUN-01")
def _budget(factory: Factory) -> Planted:
    """A facility above its expected spending of the year."""
    visit = factory.outpatient("26010").settle()
    return Planted([visit], [("26010", "FUN-01")], {"budgets": [("26010", "2026", "1000000", "999999")]})


@plant("FUN-02")
def _jump(factory: Factory) -> Planted:
    """A facility whose average visit costs far more than a year before."""
    visit = factory.outpatient("26011").settle()
    month = f"2025-{int(visit.summary['THANG_QT']):02d}"
    return Planted([visit], [("26011", "FUN-02")], {"history": [("26011", month, "10", "100000")]})


# --- diseases ---
simple("SRV-09", sets(MA_BENH_CHINH="N80.1"))
simple("SRV-10", sets(MA_BENH_CHINH="P07.1"))
simple("SRV-11", sets(MA_BENH_CHINH="W19"))
simple("SRV-07", lambda v: v.papers["XML4"].__delitem__(0))
simple("SRV-05", lambda v: v.services[1].update(NGUOI_THUC_HIEN=""))
