"""Who carries a part of an office's plan and is no office: communes, collection agents, officers, bodies outside.

Communes and officers share the whole of a plan out among them; agents and bodies outside (a People's Committee, the
post office) carry a part of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ansinh.core.text import Text

KINDS: Final[Mapping[str, Text]] = {
    "commune": Text("Xã, phường", "Commune"),
    "officer": Text("Cán bộ", "Officer"),
    "agent": Text("Tổ chức dịch vụ thu", "Collection agent"),
    "body": Text("Cơ quan ngoài ngành", "Body outside the agency"),
}
WHOLE: Final = frozenset({"commune", "officer"})


@dataclass(frozen=True, slots=True)
class Carrier:
    """Somebody who carries a part of an office's plan: kind, code (a user name for an officer), name."""

    kind: str
    code: str
    name: str
