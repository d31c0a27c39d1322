"""What a step of the ladder must leave behind before it counts as done."""

import datetime as dt
from typing import Final

from ansinh.core.text import Text
from ansinh.domain.collection.ladder import Proof

NEEDED: Final[dict[Proof, Text]] = {
    "delivery": Text(
        "Cần ngày giao và bằng chứng giao nhận (số bưu gửi, xác nhận trên cổng, chữ ký).",
        "The day it arrived and the proof are needed (postal number, receipt of the portal, signature).",
    ),
    "note": Text("Cần ghi nội dung trao đổi.", "What was said is needed."),
    "minutes": Text("Cần số biên bản có chữ ký hai bên.", "The number of the signed minutes is needed."),
    "paper": Text("Cần số, ngày văn bản đã ký.", "The number and day of the signed paper are needed."),
}


def missing_proof(kind: Proof, proof: str, note: str, delivered_on: dt.date | None) -> Text | None:
    """Return what is missing for a step that leaves `kind`; None where it is all there.

    A reminder is a legal fact (Art. 35, 39.1(dd)-(e), Law 41/2024/QH15): without proof of delivery it is not done.
    """
    if kind == "delivery":
        there = bool(proof.strip()) and delivered_on is not None
    elif kind == "note":
        there = bool(note.strip())
    else:
        there = bool(proof.strip())
    return None if there else NEEDED[kind]
