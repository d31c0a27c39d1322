"""What must always hold, asked on the page and over the API: by who reads the log, with the rows that break it."""

from tests.web.conftest import ClientOf
from tests.web.small_office import Province


def test_the_page_asks_when_it_is_told_to_and_names_the_rows(client_of: ClientOf, province: Province) -> None:
    auditor = client_of("auditor")
    assert "Chuỗi nhật ký nguyên vẹn" in auditor.get("/audit/invariants/").content.decode()
    filing = province.filing
    assert filing is not None
    filing.rows_accepted = 5  # checked, not decided: nothing of it can be in the register
    filing.save()
    answer = auditor.post("/audit/invariants/look/", {"code": "U1"})
    assert (answer.status_code, filing.number in answer.content.decode()) == (200, True)
    assert auditor.post("/audit/invariants/look/", {"code": "J7"}).content.decode().count("Đúng") == 1
    assert auditor.post("/audit/invariants/look/", {"code": "none"}).status_code == 404
    assert client_of("collection").post("/audit/invariants/look/").status_code == 403


def test_the_api_answers_who_reads_the_log(client_of: ClientOf) -> None:
    told = {one["code"]: one for one in client_of("auditor").get("/api/invariants?last=0").json()}
    assert told["J7"]["holds"] is True
    assert client_of("collection").get("/api/invariants?last=0").status_code == 404
