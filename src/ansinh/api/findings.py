"""A finding as the API tells it: where, what was found, what is wrong and how to mend it, in both languages."""

from typing import Any

from ansinh.core.finding import Finding


def finding_values(one: Finding) -> dict[str, Any]:
    """Return a finding as plain values."""
    words = {name: {"vi": text.vi, "en": text.en} for name, text in (("message", one.message), ("mend", one.mend))}
    return {"code": one.code, "row": one.where.row, "column": one.where.column, "found": one.found, **words}
