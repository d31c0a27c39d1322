"""Acts and questions about the ledger: states of months, signatures, and where an amount comes from."""

from ansinh.core.errors import RefusedError
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.records.store.ledger import months
from ansinh.usecases.act import Act, perform

ROLES = ("collection", "accounting")


def month_states(office: str) -> list[dict[str, object]]:
    """Return the months of an office, the latest first, as plain values; `done` is the progress in per cent."""
    place = months.office(office)
    return [
        {
            "period": f"{row['period']:%Y-%m}",
            "state": row["state"],
            "done": _per_cent(place, row),
            "closed_at": "" if row["closed_at"] is None else row["closed_at"].isoformat(),
            "collection": row["collection_signed_by"],
            "accounting": row["accounting_signed_by"],
            "sheet_hash": row["sheet_hash"],
        }
        for row in months.states(place)
    ]


def sign_month(office: str, period: Month, role: str, actor: str) -> None:
    """Sign a closed month as `collection` or `accounting`; RefusedError for one person in both roles."""
    if role not in ROLES:
        raise RefusedError(Text(f"Không có vai ký {role}.", f"There is no signature {role}."))
    place = months.office(office)
    others = {
        row[f"{other}_signed_by"]
        for row in months.states(place, 600)
        for other in ROLES
        if other != role and row["period"] == period.first_day
    }
    if actor in others:
        raise RefusedError(Text("Hai chữ ký phải của hai người.", "The two signatures are of two people."))
    act = Act(
        "month.sign", actor, object_kind="month", object_id=f"{office}/{period}", office=office, body={"role": role}
    )
    perform(act, lambda: months.sign(place, period, role, actor))


def _per_cent(place: months.OfficeRow, row: dict[str, object]) -> int:
    """Return how far a month is."""
    if row["state"] != "closing":
        return 100 if row["state"] == "closed" else 0
    run = months.run_of(place, Month.containing(row["period"]))  # type: ignore[arg-type] # a date column
    return 0 if run is None else 100 * run.done // max(run.total, 1)
