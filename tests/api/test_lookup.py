"""The look-up: what a counter is told, what it is not told, and what is written down."""

import datetime as dt
import itertools

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.api.cards_office import KEY, MD5, TODAY, account, card, holder, hospital, keyed, seed

from ansinh.api import lookup
from ansinh.domain.coverage.throttle import Throttle
from ansinh.formats.card_qr import PrintedCard, write
from ansinh.records import models as m
from ansinh.records.store.coverage.visits import Visit, record_visits
from ansinh.records.store.registry.grants import token_hash
from ansinh.usecases.coverage import desk as desk_module

pytestmark = pytest.mark.django_db
OWN = "/api/coverage/lookup"


@pytest.fixture(autouse=True)
def told_day(settings, tmp_path):
    settings.TODAY = TODAY.isoformat()
    settings.DATA_DIR = tmp_path  # quotas are shared through a file of the data folder
    desk_module.desk.cache_clear()
    lookup.gateway.cache_clear()


@pytest.fixture
def place() -> m.Facility:
    seed()
    found = hospital()
    keyed(found)
    account(found)
    return found


def ask(**said: object):
    client = Client(headers={"authorization": f"Bearer {KEY}"})
    return client.post(OWN, {"birth": "05/02/1988", "purpose": "visit"} | said, content_type="application/json")


@pytest.mark.parametrize(
    "number", ["2611111111", "DN4262611111111", "dn4 26 2611111111", "026188000123", "0261 8800 0123"]
)
def test_a_card_is_found_by_any_of_its_numbers(place, number):
    who = holder(personal_id="026188000123")
    card(who, "2024-01-01", None, facility=place)
    answer = ask(number=number).json()
    assert (answer["valid"], answer["code"]) == (True, "000")
    assert answer["person"]["full_name"] == "Nguyễn Thị Ánh"
    assert answer["card"] == {
        "number": "DN4262611111111", "group": "DN", "level": 4, "rate": 80, "valid_from": "2024-01-01",
        "valid_to": None, "facility": "26001", "facility_name": "Bệnh viện 26001", "area": "",
        "five_year_date": "2024-06-01",
    }  # fmt: skip
    assert (answer["route"], answer["five_years_reached"]) == ("registered", True)


def test_scanned_codes_bring_their_own_second_fact(place):
    who = holder(personal_id="026188000123")
    card(who, "2024-01-01", "2027-01-01", facility=place)
    chip = "026188000123||NGUYỄN THỊ ÁNH|05021988|Nữ|Vĩnh Phúc|12052021"
    printed = PrintedCard(
        "2611111111", "Nguyễn Thị Ánh", "05/02/1988", "female", "", "26001", dt.date(2024, 1, 1), None,
        dt.date(2024, 1, 1), "026", 0, None,
    )  # fmt: skip
    for text in (chip, write(printed)):
        assert ask(qr=text, birth="").json()["code"] == "000"
    assert [row.asked_by for row in m.CardLookup.objects.order_by("at")] == ["chip_qr", "card_qr"]


def test_others_typing_errors_do_not_turn_away_who_brings_the_document_itself(place):
    card(holder(personal_id="026188000123"), "2024-01-01", None, facility=place)
    chip = "026188000123||NGUYỄN THỊ ÁNH|05021988|Nữ|Vĩnh Phúc|12052021"
    for _ in range(3):
        ask(number="2611111111", birth="06/02/1988")
    assert ask(number="2611111111", birth="05/02/1988").json()["code"] == "050"
    assert ask(qr=chip, birth="").json()["code"] == "000"
    for _ in range(6):
        ask(qr=chip.replace("05021988", "06021988"), birth="")
    assert ask(qr=chip, birth="").json()["code"] == "050"  # nor does a forged code go on guessing


def test_wrong_birth_and_unknown_number_are_told_alike(place):
    card(holder(), "2024-01-01", None, facility=place)
    wrong, unknown = ask(number="2611111111", birth="06/02/1988"), ask(number="2699999999")
    assert (wrong.status_code, wrong.content) == (unknown.status_code, unknown.content)
    assert wrong.json()["code"] == "050"
    assert wrong.json()["person"] is None


def test_unknown_and_wrong_cost_the_same_questions(place):
    card(holder(), "2024-01-01", None, facility=place)
    ask(number="2611111111")
    costs = []
    for number, birth in (("2611111111", "06/02/1988"), ("2699999999", "05/02/1988")):
        with CaptureQueriesContext(connection) as queries:
            ask(number=number, birth=birth)
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_three_wrong_tries_close_a_number_for_the_day_for_everybody(place):
    card(holder(), "2024-01-01", None, facility=place)
    for day in (1, 2, 3):
        ask(number="2611111111", birth=f"{day:02d}/03/1988")
    assert ask(number="2611111111").json()["code"] == "050"
    m.LookupMiss.objects.all().delete()
    assert ask(number="2611111111").json()["code"] == "000"


@pytest.mark.usefixtures("place")
def test_a_caller_who_guesses_has_to_wait():
    codes = [ask(number=f"26{number:08d}").status_code for number in range(32)]
    assert codes == [200] * 30 + [429, 429]


def test_one_clerk_asks_sixty_times_a_minute_at_most(place):
    card(holder(), "2024-01-01", None, facility=place)
    codes = [ask(number="2611111111").status_code for _ in range(90)]
    assert set(codes[:60]) == {200}
    assert 429 in codes


@pytest.mark.parametrize(
    ("cards", "hold", "day", "code", "valid"),
    [
        pytest.param([("2024-01-01", None)], None, None, "000", True, id="serves until participation stops"),
        pytest.param([("2024-01-01", "2026-08-10")], None, None, "124", False, id="stopped working: ended today"),
        pytest.param([("2024-01-01", "2026-08-11")], None, None, "000", True, id="the last day serves"),
        pytest.param([("2026-08-11", None)], None, None, "011", False, id="begins tomorrow"),
        pytest.param([("2024-01-01", "2026-08-31"), ("2026-08-31", None)], None, None, "004", True, id="a newer card"),
        pytest.param([("2024-01-01", None)], "withdrawn", None, "110", False, id="withdrawn"),
        pytest.param([("2024-01-01", None)], "moved_province", None, "121", False, id="moved away"),
        pytest.param([("2024-01-01", "2026-06-01")], None, "2026-05-31", "000", True, id="asked about an earlier day"),
        pytest.param([], None, None, "050", False, id="never a card"),
    ],
)
def test_what_the_day_says(place, cards, hold, day, code, valid):
    who = holder()
    for first, stop in cards:
        card(who, first, stop, facility=place)
    if hold:
        m.CardHold.objects.create(
            person=who, kind=hold, reason="cho mượn thẻ", validity=DateRange(dt.date(2026, 1, 1), None)
        )
    answer = ask(number="2611111111", **({"day": day} if day else {})).json()
    assert (answer["code"], answer["valid"]) == (code, valid)
    assert answer["reason"]["vi"]
    assert answer["reason"]["en"]


def test_an_old_card_leads_to_the_new_one(place):
    who = holder()
    card(who, "2024-01-01", "2026-03-01", facility=place, group="GD", pays_as="GD", ground="list")
    card(who, "2026-03-01", None, facility=place)
    answer = ask(number="GD4262611111111").json()
    assert (answer["code"], answer["valid"], answer["card"]["number"]) == ("003", True, "DN4262611111111")
    assert "DN4262611111111" in answer["mend"]["vi"]


def test_copayments_and_visits_of_the_year_are_told(place):
    who = holder()
    card(who, "2024-01-01", None, facility=place)
    record_visits([visit(who, place, 1, counts=True), visit(who, place, 2, counts=False)])
    answer = ask(number="2611111111").json()
    assert (answer["copaid_this_year"], answer["copayment_room"]) == (2_340_000, 5 * 2_530_000)
    assert [visit["copayment"] for visit in answer["visits"]] == [2_340_000, 2_340_000]


def test_every_look_up_is_written_down_with_its_purpose(place):
    who = holder()
    card(who, "2024-01-01", None, facility=place)
    ask(number="2611111111", purpose="admission", clerk="quay 3")
    ask(number="2611111111", birth="01/01/1900")
    rows = m.CardLookup.objects.order_by("at").values_list("person", "answer", "purpose", "clerk", "facility", "caller")
    assert list(rows) == [
        (who.id, "000", "admission", "quay 3", place.id, "his-26001"),
        (who.id, "050", "visit", "", place.id, "his-26001"),
    ]


@pytest.mark.parametrize(
    "said",
    [
        {"number": "12345"},
        {"number": "2611111111", "birth": "1988-02-05"},
        {"number": "2611111111", "day": "2019-01-01"},
        {"qr": "nonsense from a scanner"},
        {"number": "2611111111", "purpose": "curiosity"},
    ],
)
@pytest.mark.usefixtures("place")
def test_what_cannot_be_asked_is_said_in_both_languages(said):
    answer = ask(**said)
    assert answer.status_code == 422
    assert answer.json().keys() >= {"title", "title_en"} or answer.json().keys() >= {"errors"}


@pytest.mark.usefixtures("place")
def test_nobody_without_a_right_is_answered():
    stranger = m.User.objects.create(username="don-vi")
    m.PartnerToken.objects.create(
        user=stranger,
        label="x",
        hash=token_hash("k" * 40),
        valid_from=dt.date(2020, 1, 1),
        valid_to=dt.date(2099, 1, 1),
    )
    for key, status in (("k" * 40, 404), ("unknown", 401)):
        client = Client(headers={"authorization": f"Bearer {key}"})
        said = {"number": "2611111111", "birth": "05/02/1988"}
        assert client.post(OWN, said, content_type="application/json").status_code == status


def test_a_facility_without_a_contract_is_not_answered(place):
    m.FacilityContract.objects.filter(facility=place).update(superseded_at=dt.datetime.now(dt.UTC))
    assert ask(number="2611111111").status_code == 404


def visit(who: m.Person, place: m.Facility, number: int, *, counts: bool) -> Visit:
    noon = dt.datetime(2026, 3, 1, 5, tzinfo=dt.UTC)
    return Visit(
        f"26001-{number}", who.id, place.id, noon, noon + dt.timedelta(days=number), "03", "1.1", "J20",
        "Viêm phế quản", 1, 1, 10_000_000, 8_000_000, 2_340_000, counts,
    )  # fmt: skip


def gateway(path: str, body: dict[str, object], session: dict[str, str], **headers: str):
    query = f"token={session['access_token']}&id_token={session['id_token']}&username=26001_bv&password={MD5}"
    return Client(headers=headers).post(f"{path}?{query}", body, content_type="application/json").json()


def session(password: str = MD5) -> dict[str, object]:
    return Client().post("/api/token/take", {"username": "26001_bv", "password": password}).json()


CLERK = {"hoTenCb": "ĐỖ THỊ QUẦY", "cccdCb": "026199000001"}
ASKED = {"maThe": "DN4262611111111", "hoTen": "Nguyễn Thị Ánh", "ngaySinh": "05/02/1988"} | CLERK
LOOKUP = "/api/egw/KQNhanLichSuKCB2024"


def test_a_hospital_system_written_for_the_gateway_is_answered_unchanged(place):
    card(holder(), "2024-01-01", "2027-01-01", facility=place)
    opened = session()
    assert opened["maKetQua"] == "200"
    answer = gateway(LOOKUP, ASKED, opened["APIKey"])
    told = (
        "maKetQua",
        "maThe",
        "hoTen",
        "ngaySinh",
        "gioiTinh",
        "maDKBD",
        "gtTheTu",
        "gtTheDen",
        "ngayDu5Nam",
        "maSoBHXH",
    )
    assert [answer[name] for name in told] == [
        "000", "DN4262611111111", "Nguyễn Thị Ánh", "05/02/1988", "Nữ", "26001", "01/01/2024", "31/12/2026",
        "01/06/2024", "2611111111",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"maThe": "DN4272611111111"}, "052"),
        ({"maThe": "DN3262611111111"}, "053"),
        ({"maThe": "HX4262611111111"}, "051"),
        ({"maThe": "DN426261111"}, "051"),
        ({"maThe": "DN4262600000000"}, "050"),
        ({"maThe": "QN5970000000001"}, "001"),
        ({"maThe": "CA5980000000001"}, "002"),
        ({"maThe": "TE126KTABCD1234"}, "130"),
        ({"cccdCb": "026199000009"}, "054"),
        ({"hoTenCb": "Người Khác"}, "055"),
        ({"hoTen": "Trần Văn Bình"}, "060"),
        ({"hoTen": "Nguyen Thi Anh"}, "061"),
        ({"hoTen": "NGUYỄN THỊ ÁNH"}, "000"),
        ({"ngaySinh": "06/02/1988"}, "070"),
        ({"ngaySinh": "1988"}, "070"),
        ({"ngaySinh": "1988-02-05"}, "205"),
        ({"hoTen": ""}, "205"),
    ],
)
def test_codes_of_the_gateway(place, change, code):
    card(holder(), "2024-01-01", "2027-01-01", facility=place)
    assert gateway(LOOKUP, ASKED | change, session()["APIKey"])["maKetQua"] == code


@pytest.mark.parametrize("said", ["1988", "02/1988", "05/02/1988"])
def test_where_the_register_knows_the_year_only_the_year_is_enough(place, said):
    card(holder(birth_precision="year"), "2024-01-01", None, facility=place)
    assert gateway(LOOKUP, ASKED | {"ngaySinh": said}, session()["APIKey"])["maKetQua"] == "000"


def test_sessions_are_bound_to_the_account_the_address_and_the_password(place):
    card(holder(), "2024-01-01", None, facility=place)
    good = session()["APIKey"]
    assert session("WRONG")["maKetQua"] == "401"
    swapped = {"access_token": good["id_token"], "id_token": good["access_token"]}
    for key in (swapped, {"access_token": "x.y", "id_token": good["id_token"]}, {"access_token": "", "id_token": ""}):
        assert gateway(LOOKUP, ASKED, key)["maKetQua"] == "401"
    query = f"token={good['access_token']}&id_token={good['id_token']}&username=26001_bv"
    for rest in ("&password=AAAA", f"&password={MD5}"):
        call = Client(REMOTE_ADDR="10.0.0.9" if rest.endswith(MD5) else "127.0.0.1")
        assert call.post(f"{LOOKUP}?{query}{rest}", ASKED, content_type="application/json").json()["maKetQua"] == "401"


def test_history_and_copayments_of_the_gateway(place):
    who = holder()
    card(who, "2024-01-01", None, facility=place)
    record_visits([visit(who, place, 1, counts=True)])
    key = session()["APIKey"]
    (seen,) = gateway("/api/egw/Lskcb2025", ASKED, key)["dsLichSuKCB2018"]
    assert (seen["maCSKCB"], seen["ngayVao"], seen["tenBenh"]) == ("26001", "202603011200", "J20 Viêm phế quản")
    heads = {"accessToken": key["access_token"], "tokenId": key["id_token"], "passwordHash": MD5}
    paid = (
        Client(headers=heads)
        .post("/api/TraCuuCCT/TraCuuTienMCCT", {"username": "26001_bv"} | ASKED, content_type="application/json")
        .json()
    )
    assert (paid["MaKetQua"], paid["DataCCT"][0]["tBNCCTLuyKe"], paid["ThongTinSoThe"]["ngayKetThuc"]) == (
        "200", 2_340_000, "31/12/2026",
    )  # fmt: skip


def test_the_gateway_stops_telling_which_fact_is_wrong_after_three_tries(place):
    card(holder(), "2024-01-01", None, facility=place)
    key = session()["APIKey"]
    told = [gateway(LOOKUP, ASKED | {"ngaySinh": f"{day:02d}/03/1988"}, key)["maKetQua"] for day in range(1, 6)]
    assert told == ["070", "070", "070", "050", "050"]


def test_guesses_from_many_callers_confirm_nobody(place):
    card(holder(), "2024-01-01", None, facility=place)
    confirmed = 0
    for month, day in itertools.islice(itertools.product(range(1, 13), range(1, 29)), 50):
        desk_module.desk().throttle = Throttle()  # as if each came from another caller
        confirmed += ask(number="2611111111", birth=f"{day:02d}/{month:02d}/1988").json()["valid"]
    assert confirmed == 0
    assert m.CardLookup.objects.count() == 50
