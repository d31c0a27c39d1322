"""A real site for the journeys: its own database, pages, worker; and Chromium that reports every complaint."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from ansinh.records.private_server import PrivateServer

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "mot-mat-khau-rat-dai"
SignIn = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.timeout(600))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("site")
    for part in (folder, *folder.parents[:2]):
        part.chmod(0o755)
    server = PrivateServer(folder / "pg", shared_buffers="128MB", durable=False)
    env = {**os.environ, "DATABASE_URL": server.start(), "ANSINH_DATA_DIR": str(folder), "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-m", "tests.browser.living_office"], env=env, cwd=ROOT, check=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    pages = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    running = [
        subprocess.Popen([*pages, "ansinh.site.wsgi:application"], env=env, cwd=ROOT),
        subprocess.Popen([sys.executable, "-m", "ansinh.site.worker"], env=env, cwd=ROOT),
    ]
    wait_for(port)
    yield f"http://127.0.0.1:{port}"
    for process in running:
        process.terminate()
        process.wait(timeout=30)
    server.stop()


def wait_for(port: int) -> None:
    for _ in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(port)


@pytest.fixture(scope="session")
def driver() -> Iterator[Playwright]:
    """The one driver of browsers: a second beside it is refused."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(driver: Playwright) -> Iterator[Browser]:
    found = shutil.which("chromium")
    assert found, "chromium is missing: apt-get install chromium"
    browser = driver.chromium.launch(executable_path=found, args=["--no-sandbox"])
    yield browser
    browser.close()


@pytest.fixture
def sign_in(site: str, chromium: Browser) -> Iterator[SignIn]:
    """Sign in as somebody; at the end nothing may have been complained about or asked from elsewhere."""
    complaints: list[str] = []
    contexts = []

    def enter(username: str, *, width: int = 1440, height: int = 900) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": height}, base_url=site, locale="vi-VN")
        context.set_default_timeout(60_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda told: complaints.append(told.text) if told.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda asked: complaints.append(asked.url) if not _ours(asked.url, site) else None)
        page.goto("/login/")
        page.fill("#username", username)
        page.fill("#password", PASSWORD)
        page.click("form.form button")
        page.wait_for_url(lambda url: "/login/" not in url)
        return page

    yield enter
    for context in contexts:
        context.close()
    assert complaints == []


def _ours(url: str, site: str) -> bool:
    return url.startswith((site, "data:", "blob:"))
