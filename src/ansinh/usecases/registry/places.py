"""Reference data of places, and the office an address belongs to."""

import datetime as dt
from collections.abc import Mapping

from ansinh.core.person_name import search_key
from ansinh.domain.registry.places import DOCUMENT, MERGED_ON, place_lines, successors
from ansinh.records.store.registry import places
from ansinh.records.store.registry.offices import office_by_code
from ansinh.usecases.act import Act, perform

_TITLES = ("thanh pho ", "tinh ", "huyen ", "thi xa ", "quan ", "xa ", "phuong ", "thi tran ", "tp ")
_NEAREST = ("commune", "district", "province")


def load_places(actor: str) -> int:
    """Load provinces of before and after 2025-07-01 and their successors; return how many places were new."""
    lines = place_lines()
    keys = [plain_place(line.name) for line in lines]

    def work() -> int:
        made = places.load_places(lines, keys)
        places.load_successors(successors(), MERGED_ON, DOCUMENT)
        return made

    return perform(Act("places.load", actor, object_kind="place"), work)


def serve_namesakes(offices: Mapping[str, str], day: dt.date, actor: str) -> int:
    """Let each office (code -> name of its district) serve the district of that name from its beginning.

    Returns how many districts of `day` have an office of theirs; again = nothing new.
    """
    code_of = {plain_place(name): code for code, name in offices.items()}
    found = places.districts_named(list(code_of), day)

    def work() -> int:
        for key, place, since in found:
            places.serve(office_by_code(code_of[key]).id, "district", place, since)
        return len(found)

    return perform(Act("places.serve", actor, object_kind="place", body={"offices": sorted(offices)}), work)


def plain_place(name: str) -> str:
    """Return the name of a place as it is searched: without accents and without its title."""
    key = search_key(name)
    title = next((title for title in _TITLES if key.startswith(title)), "")
    return key[len(title) :]


def office_for(address: str, day: dt.date) -> str:
    """Return the code of the office that serves an address on `day`; "" where the address names no known place.

    The smallest place named decides: commune, district, province.
    """
    names = [plain_place(part) for part in address.replace(" - ", ",").split(",")]
    found = places.places_named([name for name in names if name], day)
    for kind in _NEAREST:
        for place, its_kind, _ in found:
            if its_kind == kind and (office := places.office_serving(place, day)):
                return office
    return ""
