"""The link from an inspection to the filing that came of it, and money the books show to have come back."""

from dataclasses import dataclass
from uuid import UUID

from ansinh.records.store.collection import inspection as store
from ansinh.records.store.collection import inspection_write as write
from ansinh.usecases.act import Act, perform


@dataclass(frozen=True, slots=True)
class Link:
    """A filing made of findings: its id, the hash of its bytes, its rows."""

    filing: UUID
    sha256: str
    rows: int


def keep(case: UUID, link: Link, actor: str) -> None:
    """Keep which filing came of a case; again changes nothing."""
    found = store.case(case)
    act = Act("inspection.declare", actor, "inspection", str(case), found.office, body={"filing": str(link.filing)})
    perform(
        act,
        lambda: write.link_declaration(case, sha256=link.sha256, rows=link.rows, filing=link.filing, by=actor),
    )
