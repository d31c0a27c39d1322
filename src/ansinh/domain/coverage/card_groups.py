"""Letters of the cards as columns hold them (places in a list), and what employment makes of them."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from ansinh.core.terms import PersonGroup, UnitKind
from ansinh.domain.coverage.groups import GROUPS

EMPLOYED: Final = ("DN", "HC", "CH", "XK")
CARDS: Final = tuple(sorted({group.card for group in GROUPS.values()} | set(EMPLOYED)))
PLACE: Final = {letters: place for place, letters in enumerate(CARDS)}
CHILD: Final = PLACE["TE"]
SELF_PAID: Final = ("GD", "GB")  # whose first card waits after the payment
AREAS: Final = {"DT": 1, "DK": 2, "XD": 3}  # K1, K2, K3: what the group itself says of where its people live
ORDER_OF_EMPLOYMENT: Final = 1  # Art. 12.1, Law 25/2008/QH12 as amended: employers and workers pay first


def paying_order() -> NDArray[np.int64]:
    """Art. 13.7, Law 25/2008/QH12 as amended: the order (cards,) in which a person of several groups pays.

    Children under 6 always belong to their own group; then employment, the agency, the State, shared, households.
    """
    ranks = {group.card: group.rank + ORDER_OF_EMPLOYMENT for group in GROUPS.values()}
    ranks |= dict.fromkeys(EMPLOYED, ORDER_OF_EMPLOYMENT) | {"TE": 0}
    return np.array([ranks[letters] for letters in CARDS], dtype=np.int64)


def employed_as(group: NDArray[np.int64], kind: NDArray[np.int64]) -> NDArray[np.int64]:
    """Art. 12.1, Law 25/2008/QH12 as amended: letters (n,) of people employed as `group` in a `kind` of unit.

    Civil servants and public employees HC, part-time commune staff XK, other workers of State bodies CH, of others DN.
    """
    state = kind != UnitKind.ENTERPRISE
    official = (group == PersonGroup.CIVIL_SERVANT) | (group == PersonGroup.PUBLIC_EMPLOYEE)
    letters = np.where(official, PLACE["HC"], np.where(state, PLACE["CH"], PLACE["DN"]))
    return np.where(group == PersonGroup.COMMUNE_PART_TIME, PLACE["XK"], letters)


def card_of_list() -> dict[str, int]:
    """Return the code of a list -> the place of its letters on cards."""
    return {code: PLACE[group.card] for code, group in GROUPS.items()}


def areas() -> NDArray[np.int64]:
    """Art. 22.5, Law 25/2008/QH12 as amended: living area (cards,) that the group itself proves; 0 none."""
    return np.array([AREAS.get(letters, 0) for letters in CARDS], dtype=np.int64)
