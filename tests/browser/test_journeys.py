"""What people do with the pages, in real Chromium: no error on the console, no breach of the policy, no other host."""

import re
from pathlib import Path

from playwright.sync_api import expect
from tests.browser.conftest import SignIn
from tests.browser.declarations import mended, workbook


def test_the_leader_reads_where_the_office_stands(sign_in: SignIn) -> None:
    page = sign_in("leader")
    expect(page.locator("h1")).to_have_text("BHXH tỉnh Vĩnh Phúc")
    expect(page.locator(".answer").first).to_contain_text("lượt người")
    expect(page.locator("canvas").first).to_be_visible()
    page.click("details.menu summary")
    page.click('button[value="en"]')
    expect(page.locator("h1")).to_have_text("Vinh Phuc Social Security")
    page.locator(".answer a").first.click()
    expect(page.locator("h2", has_text="What this figure is")).to_be_visible()


def test_an_amount_opens_to_its_steps_and_articles(sign_in: SignIn) -> None:
    page = sign_in("collection")
    page.goto("/units/TA0002A/people/")
    page.locator("tbody tr").first.locator("td").last.locator("a").click()
    expect(page.locator("ol.steps li").first).to_be_visible()
    expect(page.locator("ol.steps")).to_contain_text("58/2014/QH13")
    expect(page.locator(".tag.green")).to_contain_text("khớp sổ")


def test_search_opens_a_unit_without_the_mouse(sign_in: SignIn) -> None:
    page = sign_in("collection")
    page.keyboard.press("/")
    page.locator("#palette-q").type("gach op lat")
    expect(page.locator("#palette-found a").first).to_contain_text("Gạch ốp lát")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Công ty CP Gạch ốp lát Tam Đảo")


def test_a_declaration_is_sent_checked_and_its_findings_shown(sign_in: SignIn, tmp_path: Path) -> None:
    page = sign_in("collection")
    file = tmp_path / "D02.xlsx"
    file.write_bytes(workbook("TA0001A"))
    page.goto("/filings/new/?unit=TA0001A")
    page.fill("#period", "2021-11")
    page.set_input_files("#file", file)
    page.click("text=Gửi và kiểm tra")
    expect(page.locator(".answer")).to_contain_text("lỗi", timeout=120_000)
    expect(page.locator(".finding").first).to_contain_text("Cách sửa")
    with page.expect_download() as download:
        page.click("text=Tệp có nhận xét")
    assert Path(download.value.path()).read_bytes()[:2] == b"PK"


def test_a_unit_sends_at_night_reads_what_to_mend_and_sends_again(sign_in: SignIn, tmp_path: Path) -> None:
    page = sign_in("unit")
    wrong, right = tmp_path / "D02.xlsx", tmp_path / "D02-sua.xlsx"
    wrong.write_bytes(workbook("TA0000A"))
    right.write_bytes(mended("TA0000A"))
    page.click("text=Nộp tờ khai")
    page.set_input_files("#file", wrong)
    page.click("text=Gửi và kiểm tra")
    expect(page.locator(".stages, .finding").first).to_be_visible()  # live, without a reload
    expect(page.locator(".finding").first).to_contain_text("Cách sửa", timeout=120_000)
    with page.expect_download() as download:
        page.click("text=Tệp có nhận xét")
    assert Path(download.value.path()).read_bytes()[:2] == b"PK"
    page.click("text=Gửi lại tệp đã sửa")
    expect(page.locator("#period")).to_have_value("2021-11")
    page.set_input_files("#file", right)
    page.click("text=Gửi và kiểm tra")
    expect(page.locator(".answer")).to_contain_text("không có lỗi", timeout=120_000)
    expect(page.locator("#consequences")).to_contain_text("11/2021")
    page.click("text=Đơn vị của tôi")
    expect(page.locator("main")).not_to_contain_text("lỗi phải sửa")


def test_money_is_matched_by_keyboard(sign_in: SignIn) -> None:
    page = sign_in("accounting")
    page.goto("/bank/")
    first = page.locator("tr[data-row]").first
    expect(first).to_have_class(re.compile("on"))
    page.keyboard.press("j")
    expect(page.locator("tr[data-row]").nth(1)).to_have_class(re.compile("on"))
    expect(page.locator("#side .candidate").first).to_be_visible()
    before = page.locator("tr[data-row]").count()
    page.keyboard.press("1")
    expect(page.locator(".note.green")).to_contain_text("Đã khớp")
    assert page.locator("tr[data-row]").count() == before - 1


def test_a_month_closes_before_the_eyes_and_two_people_sign(sign_in: SignIn) -> None:
    page = sign_in("collection")
    page.goto("/months/")
    page.click("text=Khóa tháng 11/2021")
    expect(page.locator("h2", has_text="Chữ ký")).to_be_visible(timeout=240_000)
    page.locator('button[value="collection"]').click()
    expect(page.locator(".note.green")).to_contain_text("Đã ký")
    other = sign_in("accounting")
    other.goto("/months/2021-11/")
    other.locator('button[value="accounting"]').click()
    expect(other.locator(".facts")).to_contain_text("accounting")


def test_the_pages_fit_a_phone(sign_in: SignIn) -> None:
    page = sign_in("collection", width=360, height=740)
    for path in (
        "/",
        "/work/",
        "/units/",
        "/units/TA0002A/",
        "/filings/",
        "/bank/",
        "/months/",
        "/targets/",
        "/briefing/",
    ):
        page.goto(path)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, path
    page.click(".tabbar button")
    expect(page.locator("#more a", has_text="Chỉ tiêu")).to_be_visible()


def test_an_employer_and_a_citizen_see_their_own(sign_in: SignIn) -> None:
    unit = sign_in("unit")
    expect(unit.locator("h1")).to_contain_text("May mặc Hoa Sen")
    citizen = sign_in("citizen")
    expect(citizen.locator("h1")).to_contain_text("Nguyễn Thị Hòa")
    citizen.locator("tbody a").first.click()
    expect(citizen.locator("ol.steps li").first).to_be_visible()
