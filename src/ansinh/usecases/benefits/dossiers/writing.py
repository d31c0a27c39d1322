"""The letter of a decision: facts, sentences, articles and amounts put into words for its reader."""

import datetime as dt
import uuid
from typing import Any, Final

from ansinh.core.day_words import written_days
from ansinh.core.errors import MissingError
from ansinh.core.money import format_dong
from ansinh.core.text import Language, Text
from ansinh.domain.benefits.claimed import FIELD_NAMES, Claimed
from ansinh.domain.benefits.facts import Facts
from ansinh.domain.benefits.findings import shown
from ansinh.domain.benefits.procedures import procedure
from ansinh.domain.benefits.relatives import payee_words
from ansinh.formats.benefits_letter import Letter, LetterStep, day_text, write_letter
from ansinh.law.explain import Step, cited, content_text
from ansinh.records.store import users
from ansinh.records.store.benefits import decisions, worklist
from ansinh.records.store.benefits.decisions import Decision
from ansinh.records.store.benefits.worklist import DossierPage
from ansinh.usecases.benefits.dossiers.explaining import Explained, explain
from ansinh.usecases.clock import HERE

NO_DECISION = Text("Hồ sơ chưa có kết quả tính.", "Nothing has been computed yet.")
EFFECT_WORDS: Final = {
    "stop": Text("tạm dừng chi từ tháng {month}", "payment is suspended from {month}"),
    "resume": Text("chi tiếp từ tháng {month}", "payment is resumed from {month}"),
    "end": Text("chấm dứt chi từ tháng {month}", "payment ends before {month}"),
    "move": Text("chuyển nơi hưởng từ tháng {month}", "payment moves from {month}"),
}
REST_DAYS: Final = (
    Text("Thứ Hai", "Monday"), Text("Thứ Ba", "Tuesday"), Text("Thứ Tư", "Wednesday"), Text("Thứ Năm", "Thursday"),
    Text("Thứ Sáu", "Friday"), Text("Thứ Bảy", "Saturday"), Text("Chủ nhật", "Sunday"),
)  # fmt: skip
WAYS = {
    "bank": Text("Chuyển vào tài khoản {account} tại {bank}.", "Transferred to account {account} at {bank}."),
    "unit": Text("Chi trả qua đơn vị {unit}.", "Paid through the employer {unit}."),
    "post": Text("Chi trả tại điểm bưu điện {post}.", "Paid at the post point {post}."),
    "cash": Text("Chi trả tại cơ quan BHXH.", "Paid at the office."),
}


def letter_pdf(dossier: uuid.UUID, language: Language) -> bytes:
    """Return the letter of the decision in force, or of what is proposed (marked as a draft). MissingError without."""
    seen, found = worklist.page(dossier), decisions.of_dossier(str(dossier))
    if seen is None or not found:
        raise MissingError(NO_DECISION)
    decision = next((one for one in found if one.approved_by), found[0])
    return write_letter(letter(seen, decision, language))


def letter(seen: DossierPage, decision: Decision, language: Language) -> Letter:
    """Return the letter of a decision as a value."""
    told, wanted = explain(decision), procedure(seen.procedure)
    granted = decision.outcome == "grant"
    place = f"{seen.office_name.removeprefix('BHXH ').strip()}, "
    return Letter(
        language=language, office=seen.office_name, parent="Bảo hiểm xã hội Việt Nam", number=decision.number or "…",
        place_day=place + (day_text(decision.decided_on, language) if decision.decided_on else "…"),
        title=_title(decision, language), lead=_lead(seen, decision, wanted.name, language),
        facts=_facts(seen, decision, told.facts, language), amounts=_amounts(decision, language),
        total=_total(decision, language), steps=[_step(step, language) for step in told.settled.steps],
        reasons=[_reason(one, language) for one in decision.reasons], values=_values(told, language),
        payment=_payment(seen, language) if granted else "", contest=_contest(decision, language),
        signer=users.shown_name(decision.approved_by), proposed=not decision.approved_by,
    )  # fmt: skip


def _title(decision: Decision, language: Language) -> str:
    """Return the title: a decision granted or refused, or a later version of it."""
    if decision.outcome == "refuse":
        return Text("Thông báo về việc chưa giải quyết chế độ", "Notice of refusal").to(language)
    if decision.version > 1:
        return Text("Quyết định điều chỉnh mức hưởng", "Decision revising a benefit").to(language)
    return Text("Quyết định hưởng chế độ bảo hiểm xã hội", "Decision on a social insurance benefit").to(language)


def _lead(seen: DossierPage, decision: Decision, name: Text, language: Language) -> str:
    """Return the answer in one sentence."""
    who = f"{seen.person_name} ({seen.si_number or '–'})"
    if decision.outcome == "refuse":
        text = Text(
            "Chưa giải quyết chế độ “{name}” cho {who}. Lý do và cách khắc phục nêu dưới đây.",
            "“{name}” is not granted to {who}. The reasons, and what would satisfy them, follow.",
        )
        return text.to(language).format(name=name.to(language), who=who)
    text = Text("Giải quyết “{name}” cho {who}: {what}.", "“{name}” is granted to {who}: {what}.")
    return text.to(language).format(name=name.to(language), who=who, what=_total(decision, language))


def _total(decision: Decision, language: Language) -> str:
    """Return what is paid, once and every month; or what the decision does to what is paid."""
    effects = [part for part in decision.parts if part["rhythm"] in EFFECT_WORDS]
    if effects and not decision.amount and not decision.monthly:
        return "; ".join(_paid(part, language) for part in effects)
    monthly = Text("{m} đồng mỗi tháng", "VND {m} a month").to(language)
    once = Text("{o} đồng một lần", "VND {o} once").to(language)
    said = [monthly.format(m=format_dong(decision.monthly))] if decision.monthly else []
    said += [once.format(o=format_dong(decision.amount))] if decision.amount or not said else []
    return ", ".join(said)


def _facts(seen: DossierPage, decision: Decision, facts: Facts, language: Language) -> list[tuple[str, str]]:
    """Return what was counted: person, dossier, what was asked, months of the register as known when."""
    labels = {
        "person": Text("Người hưởng", "Claimant"), "unit": Text("Đơn vị", "Employer"),
        "dossier": Text("Hồ sơ, ngày nhận", "Dossier, received"),
        "months": Text("Thời gian đóng trong sổ bộ", "Insured months on record"),
        "known": Text("Theo dữ liệu biết đến", "As known on"),
    }  # fmt: skip
    months = sum(one.end - one.first for one in facts.stretches if one.counted)
    rows = [
        ("person", f"{seen.person_name}, {shown(seen.birth_date) if seen.birth_date else ''}".rstrip(", ")),
        ("unit", seen.account_name or ""),
        ("dossier", f"{seen.number}, {shown(seen.received_on)}"),
        ("months", Text(f"{months} tháng", f"{months} months").to(language)),
        ("known", f"{decision.known_at.astimezone(HERE):%d/%m/%Y %H:%M}"),
    ]
    said = [(labels[name].to(language), value) for name, value in rows if value]
    return [*said[:3], *claimed_words(facts.claimed, language), *said[3:]]


def claimed_words(claimed: Claimed, language: Language) -> list[tuple[str, str]]:
    """Return what was typed, as people read it."""
    plain = Claimed()
    return [
        (FIELD_NAMES[name].to(language), _word(name, getattr(claimed, name), language))
        for name in FIELD_NAMES
        if hasattr(claimed, name) and getattr(claimed, name) != getattr(plain, name)
    ]


def _word(name: str, value: object, language: Language) -> str:
    """Return one value."""
    if name == "weekly_rest" and isinstance(value, tuple):
        return ", ".join(REST_DAYS[day].to(language) for day in value)
    if name == "relatives" and isinstance(value, tuple):
        return "; ".join(payee_words(line, language) for line in value)
    if value is True:
        return Text("có", "yes").to(language)
    return ", ".join(map(str, value)) if isinstance(value, tuple) else shown(value)


def _amounts(decision: Decision, language: Language) -> list[tuple[str, str]]:
    """Return the parts of a grant; of a later version also what was given before."""
    said = [(_named(part, language), _paid(part, language)) for part in decision.parts]
    if decision.version > 1 and decision.difference:
        label = Text("Trong đó chi thêm (thu lại) so với lần trước", "Of it, more (less) than before").to(language)
        said.append((label, format_dong(decision.difference, unit=True)))
    return said


def _named(part: dict[str, Any], language: Language) -> str:
    """Return what a part is, and for whom where it is not the claimant."""
    return " · ".join(filter(None, (part[f"name_{language}"], payee_words(part["payee"], language))))


def _paid(part: dict[str, Any], language: Language) -> str:
    """Return what a part pays, with its months; or what it does to what is paid, and from when."""
    first = dt.date.fromisoformat(part["first"])
    if part["rhythm"] in EFFECT_WORDS:
        return EFFECT_WORDS[part["rhythm"]].to(language).format(month=f"{first:%m/%Y}")
    amount = format_dong(part["amount"], unit=True)
    if part["rhythm"] != "month":
        return amount
    last = f"{dt.date.fromisoformat(part['end']) - dt.timedelta(days=1):%d/%m/%Y}" if part["end"] else ""
    said = Text("{amount} mỗi tháng, từ {first}", "{amount} a month, from {first}")
    until = Text("{amount} mỗi tháng, từ {first} đến {last}", "{amount} a month, from {first} to {last}")
    return (until if last else said).to(language).format(amount=amount, first=shown(first), last=last)


def _step(step: Step, language: Language) -> LetterStep:
    """Return one sentence in the reader's language."""
    result = step.result if isinstance(step.result, str) else step.result.to(language)
    note = step.note.to(language) if step.note else ""
    name, formula, result, note = map(written_days, (step.name.to(language), step.formula, result, note))
    return LetterStep(name, formula, result, cited(step.citation, language), note)


def _reason(one: dict[str, str], language: Language) -> tuple[str, str, str, str]:
    """Return one reason of a refusal."""
    citation = cited(one["citation"], language)
    name, found, mend = (written_days(one[f"{what}_{language}"]) for what in ("name", "found", "mend"))
    return name, found, mend, citation


def _values(told: Explained, language: Language) -> list[tuple[str, str, str]]:
    """Return the dated values of the law that were used."""
    return [
        (written_days(one.label.to(language)), written_days(content_text(one, language)), cited(one.citation, language))
        for one in told.settled.values
        if not isinstance(one.content, dict) and one.unit
    ][:12]  # fmt: skip


def _payment(seen: DossierPage, language: Language) -> str:
    """Return where the money goes; of an account only the last four digits are printed."""
    words = {
        "account": f"…{seen.bank_account[-4:]}", "bank": seen.bank_name, "unit": seen.account_name or "",
        "post": seen.post_point,
    }  # fmt: skip
    return WAYS[seen.pay_channel].to(language).format(**words)


def _contest(decision: Decision, language: Language) -> str:
    """Return what can be contested, where, until when."""
    until = decision.contest_until.strftime("%d/%m/%Y") if decision.contest_until else "…"
    return Text(
        f"Nếu không đồng ý với thời gian, tiền lương, điều luật áp dụng hoặc số tiền nêu trên, người hưởng có quyền "
        f"khiếu nại đến cơ quan đã ký quyết định này chậm nhất ngày {until}, hoặc khởi kiện tại Tòa án. Khiếu nại "
        f"không mất phí; cơ quan trả lời bằng văn bản.",
        f"Who does not agree with the months, the salary, the article or the amount may contest this decision at the "
        f"office that signed it by {until}, or in court. It costs nothing; the office answers in writing.",
    ).to(language)
