"""A small province straight into the tables: two base offices, twenty units, a closed October 2021, work that waits."""

import datetime as dt
import uuid
from dataclasses import dataclass, field
from decimal import Decimal

from django.contrib.auth.hashers import make_password
from django.db.backends.postgresql.psycopg_any import DateRange
from tests.web.second_person import seed_waiting

from ansinh.core.period import Month
from ansinh.core.person_name import search_key as search
from ansinh.core.person_name import sort_key
from ansinh.records import models as m

OCTOBER = Month.of(2021, 10)
PASSWORD = "mot-mat-khau-rat-dai"
FUNDS = ("rs", "sm", "oad", "ui", "hi")
NAMES = (
    "Công ty TNHH May mặc Hoa Sen",
    "Công ty CP Gạch ốp lát Tam Đảo",
    "Công ty TNHH Điện tử Bình Xuyên",
    "Trường Tiểu học Liên Bảo",
    "Ủy ban nhân dân phường Tích Sơn",
    "Công ty CP Cơ khí Sông Lô",
    "Hợp tác xã Rau sạch Vĩnh Tường",
    "Công ty TNHH Giày da Yên Lạc",
    "Công ty CP Xây dựng Lập Thạch",
    "Công ty TNHH Vận tải Phúc Yên",
    "Bệnh viện Đa khoa Hương Canh",
    "Công ty CP Bao bì Thổ Tang",
    "Công ty TNHH Nội thất Đồng Tâm",
    "Trường Trung học phổ thông Ngô Quyền",
    "Công ty CP Dược phẩm Khai Quang",
    "Công ty TNHH Linh kiện Honda Việt",
    "Công ty CP Thức ăn chăn nuôi Đại Lải",
    "Công ty TNHH Bê tông Hợp Châu",
    "Công ty CP Thủy điện Tam Dương",
    "Công ty TNHH Nhựa Xuân Hòa",
)
PEOPLE = (
    "Nguyễn Thị Hòa",
    "Trần Văn Đức",
    "Lê Thị Ngọc Ánh",
    "Phạm Quang Huy",
    "Hoàng Thị Thủy",
    "Đỗ Minh Tuấn",
    "Vũ Thị Hoà",
    "Bùi Đình Khánh",
    "Đặng Thị Yến",
    "Ngô Văn Bảy",
)
PEOPLE_NOW = {
    "participants_csi": 220596,
    "participants_vsi": 15153,
    "participants_ui": 212790,
    "participants_hi": 1099580,
}
PEOPLE_PLAN = {
    "participants_csi": 225789,
    "participants_vsi": 20204,
    "participants_ui": 218246,
    "participants_hi": 1117005,
}
MONEY_NOW = {"revenue_csi": 2922555, "revenue_vsi": 66009, "revenue_ui": 230005, "revenue_hi": 1094489}
MONEY_PLAN = {"revenue_csi": 3640000, "revenue_vsi": 87000, "revenue_ui": 293000, "revenue_hi": 1460000}
DEBT = {"debt_late": 83200, "debt_outstanding": 41000, "debt_prolonged": 54300, "debt_hard": 31600}


@dataclass
class Province:
    """What the tests need to find again."""

    office: m.Office
    bases: list[m.Office] = field(default_factory=list)
    accounts: list[m.EmployerAccount] = field(default_factory=list)
    people: list[m.Person] = field(default_factory=list)
    filing: m.Filing | None = None
    lines: list[m.BankLine] = field(default_factory=list)
    numbers: dict[str, object] = field(default_factory=dict)  # of things that stand in addresses, by route


def seed(*, closed: bool = True) -> Province:
    """Write the province and return its handles; not `closed`, its books are still to be begun by a real close."""
    province = _offices()
    _users(province)
    _units(province)
    _people(province)
    if closed:
        _sheets(province)
        _indicators(province)
    _filings(province)
    _bank(province)
    province.numbers |= seed_waiting(province.filing, province.people, province.lines[-1])
    return province


def _offices() -> Province:
    start = dt.date(1995, 1, 1)
    top = m.Office.objects.create(
        code="00",
        name="BHXH Việt Nam",
        name_en="Viet Nam Social Security",
        kind="national",
        path="00",
        valid_from=start,
    )
    vp = m.Office.objects.create(
        code="26",
        name="BHXH tỉnh Vĩnh Phúc",
        name_en="Vinh Phuc Social Security",
        kind="province",
        parent=top,
        path="00.26",
        valid_from=start,
    )
    names = (("2601", "BHXH thành phố Vĩnh Yên", "Vinh Yen"), ("2602", "BHXH thành phố Phúc Yên", "Phuc Yen"))
    bases = [
        m.Office.objects.create(
            code=code, name=name, name_en=en, kind="district", parent=vp, path=f"00.26.{code}", valid_from=start
        )
        for code, name, en in names
    ]
    m.Office.objects.create(
        code="27",
        name="BHXH tỉnh Bắc Ninh",
        name_en="Bac Ninh",
        kind="province",
        parent=top,
        path="00.27",
        valid_from=start,
    )
    return Province(vp, bases)


def _users(province: Province) -> None:
    password = make_password(PASSWORD)
    functions = {
        "leader": "Nguyễn Thu Hà",
        "administrator": "Ngô Đức Anh",
        "collection": "Trần Quốc Bảo",
        "accounting": "Lê Minh Châu",
        "intake": "Phạm Ngọc Lan",
        "planning": "Đỗ Hải Yến",
        "auditor": "Vũ Văn Nam",
    }
    for function, name in functions.items():
        user = m.User.objects.create(username=function, password=password, display_name=name)
        m.Grant.objects.create(
            user=user, function=function, office=province.office, valid_from=dt.date(2020, 1, 1), granted_by="seed"
        )
    district = m.User.objects.create(username="district", password=password, display_name="Bùi Thị Mai")
    m.Grant.objects.create(
        user=district,
        function="collection",
        office=province.bases[0],
        valid_from=dt.date(2020, 1, 1),
        granted_by="seed",
    )
    m.User.objects.create(username="nobody", password=password, display_name="Không quyền")


def _units(province: Province) -> None:
    for number, name in enumerate(NAMES):
        employer = m.Employer.objects.create(
            tax_code=f"26001{number:05d}", name=name, name_search=search(name), address="Vĩnh Yên, Vĩnh Phúc"
        )
        state = (
            "state_agency"
            if name.startswith("Ủy ban")
            else "public_unit_state_paid"
            if name.startswith(("Trường", "Bệnh"))
            else "enterprise"
        )
        account = m.EmployerAccount.objects.create(
            code=f"TA{number:04d}A",
            employer=employer,
            office=province.bases[number % 2],
            name=name,
            name_search=search(name),
            unit_kind=state,
            region=2,
            opened=dt.date(2015, 3, 1),
            status="suspended" if number == 17 else "active",
        )
        province.accounts.append(account)
    user = m.User.objects.create(username="unit", password=make_password(PASSWORD), display_name="Kế toán Hoa Sen")
    m.Grant.objects.create(
        user=user, function="unit", account=province.accounts[0], valid_from=dt.date(2020, 1, 1), granted_by="seed"
    )


def _people(province: Province) -> None:
    for number in range(60):
        name = PEOPLE[number % 10]
        person = m.Person.objects.create(
            si_number=f"26{number:08d}",
            personal_id=f"0262{number:08d}",
            full_name=name,
            name_search=search(name),
            name_sort=sort_key(name),
            birth_date=dt.date(1970 + number % 30, 1 + number % 12, 1 + number % 28),
            sex="female" if "Thị" in name else "male",
            office=province.bases[number % 2],
        )
        province.people.append(person)
        account = province.accounts[number % 20]
        base = 4_729_400 + 100_000 * (number % 17)
        m.Spell.objects.create(
            validity=DateRange(dt.date(2020, 1, 1), dt.date(2021, 4, 1)),
            account=account,
            person=person,
            group=1,
            pay_regime=1,
            base=base,
            job="Công nhân",
            recorded_by="seed",
        )
        m.Spell.objects.create(
            validity=DateRange(dt.date(2021, 4, 1), None),
            account=account,
            person=person,
            group=1,
            pay_regime=1,
            base=base + 350_000,
            job="Tổ trưởng",
            recorded_by="seed",
        )
    citizen = m.User.objects.create(
        username="citizen", password=make_password(PASSWORD), display_name=province.people[0].full_name
    )
    m.Grant.objects.create(
        user=citizen, function="citizen", person=province.people[0], valid_from=dt.date(2020, 1, 1), granted_by="seed"
    )


def _sheets(province: Province) -> None:
    run = m.Run.objects.create(
        kind="month",
        office=province.office,
        period=OCTOBER.first_day,
        state="done",
        known_at=dt.datetime(2021, 11, 3, 1, 0, tzinfo=dt.UTC),
        actor="collection",
        total=20,
        done=20,
    )
    for back in range(22):
        month = Month.of(2021, 10).plus(-back)
        rows = [m.AccountMonth(**_sheet(account, month, number)) for number, account in enumerate(province.accounts)]
        m.AccountMonth.objects.bulk_create(rows)
    for number, account in enumerate(province.accounts[:6]):
        m.OpenItem.objects.create(
            period=OCTOBER.first_day,
            account=account.pk,
            fund=1,
            concerns=OCTOBER.plus(-number).first_day,
            amount=3_400_000 * (number + 1),
        )
    for number in range(9):
        m.Posting.objects.create(
            id=number + 1,
            period=OCTOBER.first_day,
            office=province.bases[0],
            holder=province.accounts[0].pk,
            fund=number % 5 + 1,
            kind=1 + number % 3,
            concerns=OCTOBER.plus(-(number % 3)).first_day,
            debit=131,
            credit=511,
            amount=1_000_000 + number * 77_000,
            cause=run.pk,
            posted_at=dt.datetime(2021, 11, 3, 1, number, tzinfo=dt.UTC),
        )
    for back in range(22):
        month = OCTOBER.plus(-back)
        m.MonthState.objects.create(
            office=province.office,
            period=month.first_day,
            state="closed",
            run=run if back == 0 else None,
            closed_at=dt.datetime.combine(month.plus(1).first_day.replace(day=3), dt.time(1, 12), dt.UTC),
            sheet_hash="9f2c" * 16,
            collection_signed_by="collection" if back else "",
            accounting_signed_by="accounting" if back else "",
        )
    m.MonthState.objects.create(office=province.office, period=OCTOBER.plus(1).first_day, state="open")


def _sheet(account: m.EmployerAccount, month: Month, number: int) -> dict[str, object]:
    people = 3 + number * 7
    payroll = people * 5_100_000
    due = {
        "rs": payroll * 22 // 100,
        "sm": payroll * 3 // 100,
        "oad": payroll // 200,
        "ui": payroll * 2 // 100,
        "hi": payroll * 45 // 1000,
    }
    owed = {fund: (value * (number % 5) if number < 10 else 0) for fund, value in due.items()}
    row: dict[str, object] = {
        "account": account,
        "period": month.first_day,
        "office": account.office,
        "people": people,
        "people_si": people,
        "people_ui": people,
        "people_hi": people,
        "people_up": 1,
        "people_down": 0,
        "foreigners": 0,
        "payroll_si": payroll,
        "payroll_ui": payroll,
        "payroll_hi": payroll,
        "received": sum(due.values()),
        "overpaid": 0,
        "relief68_forgone": 0,
        "relief116_forgone": 0,
        "rs_deferred": 0,
        "hi_by_sm": 0,
        "oldest_owed": month.plus(-(number % 5)).first_day if number % 5 and number < 10 else None,
        "debt_class": number % 5 if number < 10 else 0,
    }
    for fund in FUNDS:
        row |= {
            f"{fund}_due": due[fund],
            f"{fund}_adjusted": 0,
            f"{fund}_interest": owed[fund] // 100,
            f"{fund}_paid": due[fund],
        }
        row |= {f"{fund}_interest_paid": 0, f"{fund}_owed": owed[fund], f"{fund}_interest_owed": owed[fund] // 100}
    return row


def _indicators(province: Province) -> None:
    document = m.PlanDocument.objects.create(
        number="Quyết định 1234/QĐ-BHXH", title="Giao kế hoạch năm 2021", day=dt.date(2021, 1, 15)
    )
    rows: list[m.IndicatorValue] = []
    shares = {province.office.pk: 100, province.bases[0].pk: 58, province.bases[1].pk: 42}
    for office, share in shares.items():
        for back in range(26):
            rows += _figures(office, share, OCTOBER.plus(-back))
        for code, plan in PEOPLE_PLAN.items():
            _target(office, code, Decimal(plan * share // 100), document)
        for code, plan in MONEY_PLAN.items():
            _target(office, code, Decimal(plan * share // 100 * 1_000_000), document)
        _target(office, "revenue_total", Decimal(sum(MONEY_PLAN.values()) * share // 100 * 1_000_000), document)
    m.IndicatorValue.objects.bulk_create(rows)
    m.ReferenceValue.objects.create(
        office=province.office, series="population", year=2021, value=1_186_170, source="Cục Thống kê"
    )


def _target(office: int, code: str, value: Decimal, document: m.PlanDocument) -> None:
    m.Target.objects.create(
        office_id=office,
        indicator=code,
        year=2021,
        version="assigned",
        value=value,
        document=document,
        assigned_by="seed",
    )


def _figures(office: int, share: int, month: Month) -> list[m.IndicatorValue]:
    back = OCTOBER.minus(month)
    wave = (month.number * 37) % 11
    stocks = {code: value * (1000 - 3 * back - wave % 3) // 1000 for code, value in PEOPLE_NOW.items()}
    stocks |= {
        "units_managed": 6363 - 14 * back,
        "participants_hi_employers": stocks["participants_csi"],
        "participants_hi_other": stocks["participants_hi"] - stocks["participants_csi"],
    }
    money = {
        code: value * 1_000_000 * month.month // 10 * (100 - back // 2 - wave % 2) // 100
        for code, value in MONEY_NOW.items()
    }
    money |= {code: value * 1_000_000 * (100 + back) // 100 for code, value in DEBT.items()}
    money["debt_total"] = sum(money[code] for code in DEBT)
    money["receivable"] = 5_756_000 * 1_000_000
    everything = stocks | money
    return [
        m.IndicatorValue(
            office_id=office,
            indicator=code,
            period=month.first_day,
            state="computed",
            numerator=Decimal(value * share // 100),
            as_of=month.last_day,
            source="seed",
        )
        for code, value in everything.items()
    ]


def _filings(province: Province) -> None:
    states = ("checked", "checked", "received", "accepted", "returned", "accepted_in_part")
    for number, state in enumerate(states):
        filing = m.Filing.objects.create(
            number=f"{number + 101:05d}/2021/26",
            kind="D02",
            channel=("ivan", "counter", "api")[number % 3],
            office=province.bases[number % 2],
            account=province.accounts[number],
            period=OCTOBER.plus(1).first_day,
            file_name=f"D02_thang11_{number}.xlsx",
            sha256=f"{number:064d}",
            size=18000,
            state=state,
            rows=12 + number,
            rows_accepted=0 if number < 3 else 10,
            errors=2 if number < 2 else 0,
            warnings=1,
            received_by="ivan",
            due=dt.date(2021, 11, 5 + number * 2),
        )
        m.FilingContent.objects.create(filing=filing, body=b"PK")
        if number == 0:
            province.filing = filing
            _finding(filing, 1, "number.unknown", "error", 14, "2699999999")
            _finding(filing, 2, "base.below_floor", "error", 15, "3.100.000")
            _finding(filing, 3, "late.month", "warning", 16, "09/2021")


def _finding(filing: m.Filing, position: int, code: str, severity: str, row: int, found: str) -> None:
    m.FilingFinding.objects.create(
        filing=filing,
        position=position,
        code=code,
        severity=severity,
        sheet="D02-LT",
        row=row,
        column="L · Hệ số/Mức lương",
        found=found,
        message_vi="Mức lương thấp hơn mức tối thiểu vùng II.",
        message_en="The base is below the minimum of region II.",
        mend_vi="Sửa mức lương từ 3.920.000 đồng trở lên.",
        mend_en="Enter a base of VND 3,920,000 or more.",
    )


def _bank(province: Province) -> None:
    account = m.BankAccount.objects.create(
        office=province.office,
        bank_bin="970436",
        bank_name="Vietcombank",
        number="0101000123456",
        valid_from=dt.date(2015, 1, 1),
    )
    statement = m.BankStatement.objects.create(
        bank_account=account,
        file_name="VCB_2021-11.xml",
        sha256="a" * 64,
        opening=0,
        closing=100,
        first_day=dt.date(2021, 11, 1),
        last_day=dt.date(2021, 11, 3),
        lines=8,
        imported_by="accounting",
    )
    texts = (
        "NOP BHXH THANG 10 CTY HOA SEN",
        "TT BHXH T10/2021",
        "chuyen tien bao hiem",
        "BHXH TA0004A 202110",
        "Cty gach op lat Tam Dao nop BHXH",
        "nop tien",
        "BHYT BHTN thang 10",
        "TT",
    )
    for number, text in enumerate(texts):
        province.lines.append(
            m.BankLine.objects.create(
                statement=statement,
                office=province.office,
                position=number,
                fingerprint=uuid.uuid4().hex,
                reference=f"FT2130{number:04d}",
                value_date=dt.date(2021, 11, 1 + number % 3),
                amount=(23_400_000, 8_190_000, 51_233_400, 12_000_000, 17_640_000, 2_500_000, 9_999_000, 1_234_567)[
                    number
                ],
                payer_name=NAMES[number].upper(),
                payer_account=f"19033{number:08d}",
                text=text,
            )
        )
