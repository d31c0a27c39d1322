"""Bad files through every door a hospital has: page, API and command answer in words, and stay small meanwhile."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.usecases.claims.test_hostile import CORPUS
from tests.web.claim_month import hospital
from tests.web.small_office import Province

from ansinh.records.models import ClaimFile
from ansinh.web.pages.claims.counter import MOST_BYTES

THROUGH = (
    "an entity bomb inside base64", "broken base64", "another coding", "a table of a version to come",
    "a hundred thousand lines", "a month thirteen", "an archive of zeros", "an archive that says two gigabytes",
    "cut in the middle", "empty",
)  # fmt: skip
MOST_KB = 1_200_000  # of a process that reads: the limit of a child is 1 GB


def _children() -> list[Path]:
    """Return what the system tells about the living children of this process: the readers of files."""
    asked = [place / "status" for place in Path("/proc").iterdir() if place.name.isdigit()]
    return [one for one in asked if f"PPid:\t{os.getpid()}\n" in _read(one)]


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:  # it ended meanwhile
        return ""


def _peak_kb(status: Path) -> int:
    """Return the most memory (KB) a process held since its program began; 0 for one that has ended."""
    return int(_read(status).partition("VmHWM:")[2].split()[0]) if "VmHWM:" in _read(status) else 0


@pytest.fixture
def house(province: Province) -> Client:
    return hospital(province.office.pk)


@pytest.mark.parametrize("name", THROUGH)
def test_the_page_and_the_api_say_what_is_wrong(house: Client, name: str) -> None:
    data = CORPUS[name]
    checked = house.post("/facility/claims/check/", {"file": SimpleUploadedFile("a.xml", data)})
    told = house.post("/api/claims/check", {"file": SimpleUploadedFile("a.xml", data)})
    if len(data) > MOST_BYTES:
        assert "64 MB" in house.get(checked["Location"]).content.decode()
        assert (told.status_code, "64 MB" in told.content.decode()) == (422, True)
        return
    assert (checked.status_code, told.status_code) == (200, 200)
    said = told.json()
    assert said["unread"] or said["findings"]
    assert any(one["rule"] in checked.content.decode() for one in said["findings"]) or said["unread"]
    sent = house.post("/api/claims/files", {"file": SimpleUploadedFile("a.xml", data)})
    assert sent.status_code in {200, 201}
    receipt = sent.json()["receipt"]
    assert ClaimFile.objects.filter(receipt=receipt).exists()
    opened = house.get(f"/facility/claims/receipts/{receipt}/")
    assert opened.status_code == 200
    assert all(_peak_kb(child) < MOST_KB for child in _children())


@pytest.mark.parametrize("name", THROUGH)
def test_the_command_says_what_is_wrong_in_bounded_memory(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.xml").write_bytes(CORPUS[name])
    script = (
        "import pathlib, sys\nfrom ansinh.cli.main import main\n"
        "sys.argv = ['ansinh', 'claims', 'check', 'a.xml', '--json']\n"
        "try:\n    main()\nexcept SystemExit as end:\n"
        "    told = pathlib.Path('/proc/self/status').read_text()\n"
        "    print(told.split('VmHWM:')[1].split()[0], file=sys.stderr); raise\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr[-500:]
    said = json.loads(done.stdout)
    assert said["unread"] or said["findings"]
    assert int(done.stderr.split()[-1]) < MOST_KB
