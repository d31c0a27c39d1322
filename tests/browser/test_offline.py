"""A collector without a signal, in real Chromium: written down, killed, opened again, sent once, erased."""

import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Error, Page, Playwright, Route, expect
from tests.browser.conftest import PASSWORD

WAITING = """() => new Promise((done) => {
  const asked = indexedDB.open("ansinh", 1);
  asked.onsuccess = () => {
    const rows = asked.result.transaction("items").objectStore("items").getAll();
    rows.onsuccess = () => done(rows.result.length);
  };
})"""
KEPT = "async () => (await caches.keys()).length"


class Phone:
    """One telephone: its browser keeps its own folder, and can be killed as a telephone is."""

    def __init__(self, playwright: Playwright, folder: Path, site: str) -> None:
        self.playwright, self.folder, self.site = playwright, folder, site

    def open(self, *, signal_there: bool = True) -> Page:
        found = shutil.which("chromium")
        assert found, "chromium is missing: apt-get install chromium"
        self.context: BrowserContext = self.playwright.chromium.launch_persistent_context(
            str(self.folder), executable_path=found, args=["--no-sandbox"], base_url=self.site, locale="vi-VN",
            viewport={"width": 390, "height": 844}, offline=not signal_there,
        )  # fmt: skip
        self.context.set_default_timeout(60_000)
        return self.context.pages[0]

    def close(self) -> None:
        """Put the telephone away; one that died already is away."""
        with suppress(Error):
            self.context.close()

    def kill(self) -> None:
        """End every process of this browser at once, as an empty battery does."""
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit() and str(self.folder).encode() in _command(entry):
                os.kill(int(entry.name), signal.SIGKILL)
        self.close()
        for lock in self.folder.glob("Singleton*"):
            lock.unlink(missing_ok=True)


def _command(entry: Path) -> bytes:
    try:
        return (entry / "cmdline").read_bytes()
    except OSError:  # it ended while we looked
        return b""


@pytest.fixture
def phone(tmp_path: Path, site: str, driver: Playwright) -> Iterator[Phone]:
    made = Phone(driver, tmp_path / "phone", site)
    yield made
    made.close()


def sign_in(page: Page, username: str, wanted: str) -> None:
    page.goto(f"/login/?next={wanted}")
    page.fill("#username", username)
    page.fill("#password", PASSWORD)
    page.click("form.form button")
    page.wait_for_url(lambda url: "/login/" not in url)


def sign_in_again(page: Page) -> None:
    """Sign in where the battery took the session with it; what waits is sent then."""
    page.goto("/desk/")
    if "/login/" in page.url:
        sign_in(page, "collector", "/desk/")


def all_sent(page: Page) -> None:
    """Wait until nothing waits any more, and nothing says so (`wait_for_function` takes a promise for a yes)."""
    for _ in range(600):
        if page.evaluate(WAITING) == 0:
            break
        page.wait_for_timeout(100)
    assert page.evaluate(WAITING) == 0
    expect(page.locator("[data-offline]")).to_be_hidden()


def day_kept(page: Page) -> None:
    page.wait_for_function("() => document.documentElement.dataset.dayKept")
    assert page.evaluate("async () => Boolean((await navigator.serviceWorker.ready).active)")


def test_a_collector_works_without_a_signal_and_nothing_is_lost_or_done_twice(phone: Phone) -> None:
    page = phone.open()
    sign_in(page, "collector", "/desk/")
    day_kept(page)
    phone.context.set_offline(True)
    page.goto("/desk/")
    expect(page.locator("h1")).to_contain_text("Danh sách ngày")
    expect(page.locator("[data-offline-said]")).to_contain_text("Không có sóng")
    first = page.locator("details[data-person]").first
    first.locator("button[value='promised:7']").click()
    expect(page.locator("[data-offline-said]")).to_contain_text("1 việc đang chờ gửi")
    second = page.locator("details[data-person]").nth(1)
    second.locator("summary").click()
    second.locator("input[name=amount]").fill("804.600")
    second.locator("form[data-queue=receipt] button").click()
    expect(page.locator("[data-offline-said]")).to_contain_text("2 việc đang chờ gửi")
    expect(page.locator("[data-offline-items]")).to_contain_text("804.600")

    phone.kill()
    page = phone.open(signal_there=False)
    page.goto("/desk/")
    expect(page.locator("[data-offline-said]")).to_contain_text("2 việc đang chờ gửi")
    third = page.locator("details[data-person]").nth(2)
    third.locator("summary").click()
    third.locator("button[value='interested']").click()
    expect(page.locator("[data-offline-said]")).to_contain_text("3 việc đang chờ gửi")

    phone.close()  # the signal is back: opened anew, as Playwright leaves a worker offline that began so
    page = phone.open()
    sign_in_again(page)
    all_sent(page)
    page.goto("/desk/receipts/")
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("tbody tr")).to_contain_text("804.600")
    page.reload()
    expect(page.locator("tbody tr")).to_have_count(1)

    page.click("details.menu summary")
    page.click("form[action='/logout/'] button")
    page.wait_for_url("**/login/**")
    assert page.evaluate(KEPT) == 0


def test_an_answer_that_was_lost_is_asked_for_again_and_the_receipt_stays_one(phone: Phone) -> None:
    page = phone.open()
    sign_in(page, "collector", "/desk/receipts/")
    before = page.locator("tbody tr").count()
    page.goto("/desk/")
    page.locator("ul.todo a[href^='/desk/']").last.click()
    lost: list[str] = []

    def lose(route: Route) -> None:
        answer = route.fetch()  # the office did it
        lost.append(answer.text())
        route.abort()  # and the answer never arrives

    page.route("**/outreach/offline/", lose, times=1)
    page.fill("#amount", "500000")
    page.click("form[data-queue=receipt] button")
    page.wait_for_url("**/desk/receipts/")
    all_sent(page)
    page.reload()
    assert len(lost) == 1
    expect(page.locator("tbody tr")).to_have_count(before + 1)


def test_signing_out_with_something_unsent_asks_first(phone: Phone) -> None:
    page = phone.open()
    sign_in(page, "collection", "/outreach/today/")
    day_kept(page)
    phone.context.set_offline(True)
    page.locator("button[value='interested']").first.click()
    expect(page.locator("h1")).to_contain_text("Danh sách ngày")
    expect(page.locator("[data-offline-said]")).to_contain_text("1 việc đang chờ gửi")
    page.click("details.menu summary")
    page.click("form[action='/logout/'] button")
    page.locator("dialog").get_by_text("Ở lại").click()
    assert page.evaluate(WAITING) == 1
    assert page.evaluate(KEPT) == 0
    phone.context.set_offline(False)
    all_sent(page)
