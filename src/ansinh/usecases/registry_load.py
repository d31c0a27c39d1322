"""The first load of an office: its place in the tree, and the oldest state of its registers, as one recorded act."""

from collections.abc import Sequence

from ansinh.records.bulk.oldest_state import OldestState
from ansinh.records.store import registry_load
from ansinh.records.store.registry_load import OfficeLine
from ansinh.usecases.act import Act, perform


def load_offices(lines: Sequence[OfficeLine], actor: str) -> int:
    """Make the offices that are missing, parents first; return how many. Again makes none."""
    act = Act(
        name="office.load", actor=actor, object_kind="office", object_id=lines[0].code, body={"offices": len(lines)}
    )
    return perform(act, lambda: registry_load.load_offices(lines))


def load_bank_account(office: str, number: str, bank: tuple[str, str], actor: str) -> None:
    """Open the collection account `number` of an office at `bank` (BIN, name); again changes nothing."""
    act = Act(name="bank_account.load", actor=actor, object_kind="bank_account", object_id=number, office=office)
    perform(act, lambda: registry_load.load_bank_account(office, number, bank, ""))


def load_oldest(office: str, state: OldestState, actor: str, reason: str) -> dict[str, int]:
    """Load the oldest state of `office` whole or not at all; return rows by table.

    The same load again gives the first answer and writes nothing; another load of the same office is a ConflictError.
    """
    act = Act(
        name="office.load_oldest",
        actor=actor,
        object_kind="office",
        object_id=office,
        office=office,
        reason=reason,
        key=f"oldest state of {office}",
        body={"people": state.people.height, "accounts": state.accounts.height, "spells": state.spells.height},
    )
    return perform(act, lambda: registry_load.load_oldest(state, actor))
