"""`ansinh screenshots`: pictures of the main pages at desk and phone width, from the database at hand."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Browser, BrowserContext, FloatRect, ViewportSize, sync_playwright

from ansinh.cli import ready  # noqa: F401 - sets Django up before anything with a table is imported
from ansinh.cli.serve import story_day
from ansinh.records.store.pages import samples
from ansinh.records.store.pages.samples import Sample

app = typer.Typer(help="Pictures of the main pages / Ảnh chụp các trang chính.")
DESK: ViewportSize = {"width": 1440, "height": 1000}
PHONE: ViewportSize = {"width": 390, "height": 844}
SECONDS = 60
TALLEST = 1800  # pixels of a picture; a long list goes on like that
PATIENCE = 120_000  # milliseconds a page may take while the machine does other work
SETTLE = 700  # milliseconds until fonts and charts stand still


def pages(found: Sample) -> dict[str, tuple[str, str]]:
    """Return name -> (function of who looks, address) of the pages to picture."""
    wanted = {
        "home": ("leader", "/"),
        "figure": ("leader", "/why/26/revenue_total/"),
        "briefing": ("leader", "/briefing/"),
        "targets": ("planning", "/targets/"),
        "today": ("collection", "/work/"),
        "units": ("collection", "/units/?order=debt"),
        "unit": ("collection", f"/units/{found.unit}/"),
        "unit-people": ("collection", f"/units/{found.unit}/people/"),
        "person": ("collection", f"/people/{found.person}/"),
        "explanation": ("collection", f"/people/{found.person}/{found.unit}/{found.month}/"),
        "simulators": ("leader", "/simulators/"),
        "what-if": ("leader", "/what-if/?office=26&since=2022-01-01&key=base_salary&value=1800000"),
        "bank": ("accounting", "/bank/"),
        "months": ("collection", "/months/"),
    }
    return wanted | ({"filing": ("collection", f"/filings/{found.filing}/")} if found.filing else {})


@app.callback(invoke_without_command=True)
def main(
    out: Annotated[Path, typer.Option(help="folder of the pictures")] = Path("docs/screenshots"),
    only: Annotated[str, typer.Option(help="names, separated by commas")] = "",
) -> None:
    """Start the pages on a free port, look at them as each function does, keep what is seen."""
    found = samples.sample()
    if found is None:
        print("No month is closed yet: run `ansinh demo --no-serve` first.")
        raise typer.Exit(1)
    names = {name for name in only.split(",") if name}
    # Sessions are made first: the driver of the browser runs a loop in this thread, where Django refuses to ask.
    keys = {user.function: session(user.id) for user in samples.users()}
    out.mkdir(parents=True, exist_ok=True)
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, (function, path) in pages(found).items():
            if (not names or name in names) and function in keys:
                take(browser, f"{address}{path}", keys[function], out / name)
                print(name)
        browser.close()


def take(browser: Browser, url: str, key: str, file: Path) -> None:
    """Keep one page at both widths; the first page also in the dark and in English."""
    looks = [("desktop", DESK, "light", "vi"), ("phone", PHONE, "light", "vi")]
    if file.name == "home":
        looks += [("dark", DESK, "dark", "vi"), ("english", DESK, "light", "en")]
    for look, size, scheme, language in looks:
        context = browser.new_context(
            viewport=size, color_scheme="dark" if scheme == "dark" else "light", device_scale_factor=1, locale="vi-VN"
        )
        context.set_default_timeout(PATIENCE)
        context.add_cookies([{"name": "sessionid", "value": key, "domain": "127.0.0.1", "path": "/"}])
        _choose(context, url, language)
        page = context.new_page()
        page.goto(url, wait_until="networkidle")
        page.wait_for_timeout(SETTLE)
        tall = min(int(page.evaluate("document.documentElement.scrollHeight")), TALLEST)
        height = size["height"] if look == "phone" else tall
        clip: FloatRect = {"x": 0, "y": 0, "width": size["width"], "height": height}
        page.screenshot(path=f"{file}-{look}.png", full_page=look != "phone", clip=clip)
        context.close()


def _choose(context: BrowserContext, url: str, language: str) -> None:
    """Press the button of the language, as a person does."""
    page = context.new_page()
    page.goto(url)
    page.click("details.menu summary")
    page.click(f'button[name="language"][value="{language}"]')
    page.close()


def session(user: int) -> str:
    """Return the key of a new session of `user`."""
    who = get_user_model().objects.get(pk=user)
    store = SessionStore()
    store[SESSION_KEY] = str(who.pk)
    store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    store[HASH_SESSION_KEY] = who.get_session_auth_hash()
    store.create()
    return str(store.session_key)


@contextmanager
def served() -> Iterator[str]:
    """Serve the pages on a free port of 127.0.0.1 while the block runs; yield the address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    if day := story_day():
        os.environ["ANSINH_TODAY"] = day.isoformat()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen(
        [*command, "ansinh.site.wsgi:application"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait(port: int) -> None:
    """Wait until somebody answers on `port`; TimeoutError after a minute."""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    message = f"nobody answers on port {port}"
    raise TimeoutError(message)


if __name__ == "__main__":
    app()
