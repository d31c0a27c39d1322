"""What the bench of declarations asks of its province: an account, and the people an earlier list brought to it."""

from ansinh.records.models import EmployerAccount, Spell


def an_account() -> str:
    """Return the code of the first account; "" where the province is empty."""
    return EmployerAccount.objects.order_by("id").values_list("code", flat=True).first() or ""


def newest_people(code: str, count: int) -> list[tuple[str, str]]:
    """Return (SI number, name) of the people of the `count` latest spells that stand in an account."""
    spells = Spell.objects.filter(account__code=code, superseded_at__isnull=True).order_by("-id")[:count]
    return [(number or "", name) for number, name in spells.values_list("person__si_number", "person__full_name")]
