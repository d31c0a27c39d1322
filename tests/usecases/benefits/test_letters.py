"""Letters: granted and refused, in both languages, as PDF; the draft says that it is one."""

import datetime as dt
import os
import uuid
from pathlib import Path

import pytest
from tests.usecases.benefits.claims import settled, take_in, world

from ansinh.core.errors import MissingError
from ansinh.records.store.benefits import decisions, worklist
from ansinh.usecases.benefits.dossiers import approving, computing, papering, reviewing, writing

pytestmark = pytest.mark.django_db


def keep(name: str, body: bytes) -> None:
    """Leave the PDF where ANSINH_KEEP says, for who wants to look at it."""
    if folder := os.environ.get("ANSINH_KEEP"):
        (Path(folder) / name).write_bytes(body)


def test_a_grant_tells_how_the_amount_arises() -> None:
    world()
    dossier = take_in().dossier
    with pytest.raises(MissingError):
        writing.letter_pdf(uuid.UUID(dossier), "vi")
    settled(dossier)
    seen = worklist.page(uuid.UUID(dossier))
    assert seen is not None
    letter = writing.letter(seen, decisions.of_dossier(dossier)[0], "en")
    assert "812.500" in letter.total
    assert any("5.200.000" in step.formula and "75" in step.formula for step in letter.steps)
    assert any("art. 28" in step.citation for step in letter.steps)
    assert "26/01/2022" in letter.contest  # ninety days
    for language in ("vi", "en"):
        body = writing.letter_pdf(uuid.UUID(dossier), language)  # type: ignore[arg-type]
        assert body.startswith(b"%PDF")
        keep(f"grant-{language}.pdf", body)


def test_a_refusal_gives_reasons_and_the_way_out_and_no_money() -> None:
    world()
    dossier = take_in(first="2021-10-09", last="2021-10-10").dossier  # a weekend
    papering.complete([dossier], "can-bo")
    assert computing.compute([dossier], "can-bo").refused == 1
    seen = worklist.page(uuid.UUID(dossier))
    assert seen is not None
    draft = writing.letter(seen, decisions.of_dossier(dossier)[0], "vi")
    assert draft.proposed
    reviewing.review([dossier], "tham-dinh")
    assert approving.approve([dossier], "giam-doc", on=dt.date(2021, 10, 28)).payable == 0
    letter = writing.letter(seen, decisions.of_dossier(dossier)[0], "vi")
    assert (letter.amounts, letter.payment, len(letter.reasons)) == ([], "", 1)
    assert all(letter.reasons[0])
    keep("refusal-vi.pdf", writing.letter_pdf(uuid.UUID(dossier), "vi"))


def test_a_birth_in_words() -> None:
    world()
    dossier = take_in(
        procedure="maternity.birth", first="2021-10-01", last="2022-03-31", child_birth="2021-10-01"
    ).dossier
    settled(dossier)
    seen = worklist.page(uuid.UUID(dossier))
    assert seen is not None
    letter = writing.letter(seen, decisions.of_dossier(dossier)[0], "vi")
    assert [amount for _, amount in letter.amounts] == ["31.200.000 đ", "2.980.000 đ"]
    keep("birth-vi.pdf", writing.letter_pdf(uuid.UUID(dossier), "vi"))
