"""The reference pages are what the program prints today."""

import pytest
from tests.house.source import ROOT

from ansinh.cli.docs import HEAD, PAGES


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_up_to_date(name: str) -> None:
    kept = (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8")
    assert kept == HEAD + PAGES[name](), "run `make docs` and commit"
