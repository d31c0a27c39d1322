"""Living areas K1, K2, K3 (difficult, especially difficult, islands): dated facts about places, by document."""

import datetime as dt
from typing import Final

from ansinh.core.errors import MissingError, RefusedError
from ansinh.core.text import Text
from ansinh.records.store.coverage import areas
from ansinh.usecases.act import Act, perform

NO_PLACE: Final = Text("Không có địa bàn mã {code} vào ngày {day}.", "There is no place {code} on {day}.")
NO_DOCUMENT: Final = Text("Hãy ghi quyết định làm căn cứ.", "Say the decision behind it.")


def set_area(code: str, area: int, since: dt.date, document: str, actor: str) -> str:
    """Art. 22.5, Law 25/2008/QH12 as amended: give a place area 1..3 from a day on, or none (0). Its name.

    Cards of its residents follow at the next derivation. What was believed before stays as history.
    """
    if not document.strip():
        raise RefusedError(NO_DOCUMENT)
    place = areas.place_by_code(code, since)
    if place is None:
        raise MissingError(NO_PLACE.fill(code=code, day=since))
    act = Act("cards.area", actor, "place", code, reason=document, body={"area": area, "from": since.isoformat()})
    perform(act, lambda: areas.set_area(place[0], area, since, document, actor))
    return place[1]
