"""Compare the prospects that stand with a file of planted truth."""

import json
from typing import Any

from ansinh.core.errors import RefusedError
from ansinh.core.text import Text
from ansinh.domain.outreach.accuracy import Accuracy, accuracy
from ansinh.formats.indicator_list import read_json
from ansinh.records.store.ledger import months
from ansinh.records.store.outreach import facts, prospects

FORMAT = "ansinh-outreach-truth/1"
_WRONG = Text("Tệp sự thật phải là JSON {format}.", "The truth must be a JSON of {format}.")


def write_truth(missing: dict[str, list[str]], in_order: dict[str, list[str]]) -> bytes:
    """Return planted gaps as a file."""
    told = {"format": FORMAT, "missing": missing, "in_order": in_order}
    return json.dumps(told, ensure_ascii=False).encode()


def compare(office: str, content: bytes) -> list[Accuracy]:
    """Return precision and recall of the open prospects under `office`; RefusedError for another file."""
    told: Any = read_json(content)[0]
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise RefusedError(_WRONG.fill(format=FORMAT))
    offices = facts.office_ids(months.office(office).path)
    return accuracy(prospects.subjects(offices), told["missing"], told["in_order"])
