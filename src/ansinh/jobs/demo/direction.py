"""The chapter of direction: tasks in every state, questions, a quarter scored, alerts, a plan split."""

import datetime as dt
from fractions import Fraction
from typing import Final

from ansinh.core.period import Month
from ansinh.domain.planning.direction_file import Conclusion, TaskLine
from ansinh.domain.planning.scoring import last_ended
from ansinh.domain.planning.tasks import Move
from ansinh.jobs.demo.cast import COLLECTION, PLANNING
from ansinh.jobs.demo.setting import Setting
from ansinh.records.store.planning import alerts as alert_store
from ansinh.records.store.planning import assignees, offices
from ansinh.records.store.planning import directions as task_store
from ansinh.records.store.planning import questions as question_store
from ansinh.records.store.planning import scores as score_store
from ansinh.usecases.planning import alerts, directions, plan_split, questions, score_disputes, scores
from ansinh.usecases.planning.plan_split import Asked
from ansinh.usecases.planning.questions import Raising
from ansinh.usecases.planning.score_disputes import Slip

LEADER, OFFICER = "giamdoc", "thu.coso"
TASKS: Final = (
    # what, result expected, days to do it, indicator, state in which it is found
    ("Thu hồi nợ kéo dài trên 3 tháng", "Giảm nợ kéo dài ít nhất 20 %", 60, "debt_prolonged", "given"),
    ("Rà soát lao động theo dữ liệu thuế", "Lập danh sách và mời làm việc 100 % đơn vị", 45, "participants_csi",
     "accepted"),
    ("Vận động hộ gia đình chưa có thẻ BHYT", "Mỗi xã tăng ít nhất 50 người", 45, "participants_hi", "in_work"),
    ("Đối chiếu số người giảm BHXH tự nguyện", "Biết rõ lý do của từng người dừng đóng", 25, "participants_vsi",
     "reported"),
    ("Liên kết thẻ BHYT với số định danh", "Trên 90 % thẻ được liên kết", 20, "cards_linked_rate", "done"),
    ("Trả lời đơn vị về hỗ trợ theo Nghị quyết 116", "Không còn thư tồn", 15, "", "late"),
    ("Tổ chức hội nghị cấp tỉnh", "Một hội nghị", 30, "conferences", "withdrawn"),
)  # fmt: skip
PATH: Final = {
    "given": (), "accepted": ("accepted",), "in_work": ("accepted", "in_work"), "withdrawn": ("withdrawn",), "late": (),
    "reported": ("accepted", "in_work", "reported"), "done": ("accepted", "reported", "done"),
}  # fmt: skip
SAID: Final = {"reported": "Đã làm xong, có danh sách kèm theo", "withdrawn": "Hoãn vì dịch"}


def today(setting: Setting) -> dt.date:
    """Return the day on which the chapter plays: the third after the last month."""
    return setting.province.profile.month.last_day + dt.timedelta(days=3)


def play(setting: Setting) -> None:
    """Play the whole chapter; again changes nothing."""
    conclude(setting)
    ask(setting)
    watch(setting)
    score(setting)
    share_out(setting)


def conclude(setting: Setting) -> None:
    """Let the director conclude a meeting a month ago; its tasks are found in every state."""
    day, top = today(setting), setting.top
    met = day - dt.timedelta(days=30)
    places = [district.code for district in setting.province.profile.districts]
    document = f"{met.month:02d}/TB-BHXH/{met.year}"
    if not any(task.document == document for task in directions.desk(top, "").tasks):
        lines = [
            TaskLine(places[at % len(places)], OFFICER if at in {2, 3} and at % len(places) == 0 else "", what, result,
                     met + dt.timedelta(days=days), code)
            for at, (what, result, days, code, _) in enumerate(TASKS)
        ]  # fmt: skip
        paper = Conclusion(
            top, document, "Giao ban tháng", "Giám đốc Nguyễn Minh Quân", met, "Kết luận giao ban", tuple(lines)
        )
        directions.conclude(paper, LEADER)
    for task in directions.desk(top, "").tasks:
        state = next((state for what, *_, state in TASKS if what == task.what), "given")
        if task.state == "given" and task.parent is None:
            _walk(task.number, task.officer or COLLECTION, PATH[state], met)
    _hand_on(setting, met)
    directions.mark_late(top, day)


def _walk(task: int, owner: str, states: tuple[str, ...], met: dt.date) -> None:
    """Move a task through its states, a few days each."""
    for at, state in enumerate(states, start=1):
        actor = LEADER if state in {"done", "withdrawn"} else owner
        directions.move(task, Move(state, actor, met + dt.timedelta(days=4 * at), SAID.get(state, "")))


def _hand_on(setting: Setting, met: dt.date) -> None:
    """Hand the first task of the first base office on to its officer."""
    base = setting.province.profile.districts[0].code
    whole = next((task for task in directions.desk(base, "").tasks if task.what == TASKS[0][0]), None)
    if whole is not None and not task_store.parts_of(whole.number):
        part = TaskLine(base, OFFICER, "Gọi và lập biên bản với 20 đơn vị nợ lớn nhất", "20 lời hứa trả nợ có ngày",
                        whole.deadline, whole.indicator)  # fmt: skip
        directions.cascade(whole.number, [part], met + dt.timedelta(days=2), COLLECTION)


def ask(setting: Setting) -> None:
    """Let a base office raise a difficulty (answered), a proposal (overdue) and tell of a good practice."""
    day, base = today(setting), setting.province.profile.districts[0].code
    if question_store.search("Đơn vị không còn ở địa chỉ đăng ký"):
        return
    month, before = setting.province.profile.month, day - dt.timedelta(days=20)
    raised = Raising(
        base, "difficulty", "Đơn vị không còn ở địa chỉ đăng ký", "Một số đơn vị đã bỏ địa chỉ, thư nhắc bị trả.",
        before, "collection", before + dt.timedelta(days=7), ("debt_total", "units_in_debt"),
    )  # fmt: skip
    number = questions.raise_question(raised, month, OFFICER)
    words = "Lập biên bản với ủy ban xã, chuyển sang nhóm khó thu và xác nhận sổ cho người lao động đến tháng đã đóng."
    questions.answer(number, words, before + dt.timedelta(days=5), COLLECTION)
    questions.raise_question(
        Raising(base, "proposal", "Thêm quầy trả thẻ tại bưu điện", "Người dân xa trung tâm phải đi hai lần.", before,
                "intake", day - dt.timedelta(days=3), ("participants_hi",)), month, OFFICER,
    )  # fmt: skip
    questions.raise_question(
        Raising(base, "practice", "Gọi trước khi thẻ hết hạn 30 ngày",
                "Gọi theo danh sách sắp hết hạn vào buổi tối: tám trong mười người gia hạn.", day, "", None,
                ("participants_hi",)), month, OFFICER,
    )  # fmt: skip
    questions.remind(setting.top, day)


def watch(setting: Setting) -> None:
    """Look at the figures of the last month; the director notes the first alert."""
    month, day = setting.province.profile.month, today(setting)
    alerts.watch(setting.top, month, day, COLLECTION)
    found = alert_store.of_offices([row.id for row in offices.subtree(offices.office(setting.top))], month)
    if found and not any(one.notes for one in found):
        alerts.note(found[0].id, "Giao phòng Thu làm việc với cơ sở trong tuần.", day, LEADER)


def score(setting: Setting) -> None:
    """Freeze the last whole quarter; one card is disputed and mended, one dispute waits, the others are signed."""
    day = today(setting)
    quarter = last_ended(day)
    rules = scores.rules_on(quarter.plus(2).last_day)
    freeze = rules.freeze_day(quarter)
    places = [row.id for row in offices.children(offices.office(setting.top))]
    if freeze > day or quarter < setting.province.profile.first or score_store.cards(places, quarter):
        return
    base, other = (setting.province.profile.districts[at % len(places)].code for at in (0, 1))
    slip = Slip("late_dossier", 3, quarter.plus(1).last_day, f"{freeze.month:02d}/BB-KT")
    score_disputes.note_slip(other, "", slip, PLANNING)
    scores.freeze(setting.top, quarter, freeze, PLANNING)
    cards = {card.who: card for card in score_store.cards(places, quarter)}
    line = next((one for one in cards[base].lines if one.actual is not None), None)
    if line is not None and line.actual is not None:
        value = Fraction(int(line.actual * 101 / 100))
        raised = score_disputes.dispute(
            cards[base].id, line.code, "Thiếu một giấy báo có ghép muộn", value, day=freeze, actor=OFFICER
        )
        words = "Đúng: giấy báo có ngày cuối quý ghép sau khi chốt."
        score_disputes.answer(raised, words, upheld=True, day=rules.dispute_until(freeze), actor=LEADER)
    score_disputes.dispute(
        cards[other].id,
        "late_dossier",
        "Hai hồ sơ chờ giấy tờ của người dân",
        Fraction(1),
        day=freeze,
        actor=COLLECTION,
    )
    for card in score_store.cards(places, quarter):
        if card.office not in {other, base} and day > card.dispute_until:
            score_disputes.sign(card.id, day, LEADER)


def share_out(setting: Setting) -> None:
    """Split the health insurance plan of the first base office among its communes, one of them by hand."""
    month = setting.province.profile.month
    base = offices.office(setting.province.profile.districts[0].code)
    asked = Asked(base.place.code, "participants_hi", month.year, "commune", "assigned", Month.of(month.year - 1, 12))
    if assignees.carried([base.id], month.year) or not plan_split.has_parts(asked):
        return
    made = plan_split.propose(asked)
    first = made.parts[0]
    chosen = {first.carrier.code: first.chosen + min(10, made.parts[-1].chosen)} if len(made.parts) > 1 else {}
    paper = (f"15/QĐ-BHXH/{month.year}", dt.date(month.year, 1, 15))
    plan_split.assign_split(asked, chosen, paper, "Xã có khu công nghiệp mới", PLANNING)
