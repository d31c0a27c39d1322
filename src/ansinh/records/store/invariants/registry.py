"""People, spells and cards: nobody is two, no day is covered twice by what may cover it once."""

from ansinh.core.text import Text
from ansinh.domain.coverage.lookup_words import codes
from ansinh.records.store.invariants.shape import Invariant


def _overlap(table: str, what: str, *keys: str) -> str:
    """Return the question for two current facts of the same keys that share a day."""
    same = " AND ".join(f"b.{key} = a.{key}" for key in keys)
    named = " || ' ' || ".join(f"a.{key}" for key in keys)
    return f"""
        SELECT '{what} ' || {named}, a.validity::text || ' and ' || b.validity::text, 'no day in both'
        FROM {table} a JOIN {table} b ON {same} AND b.validity && a.validity AND b.id > a.id
        WHERE a.superseded_at IS NULL AND b.superseded_at IS NULL
    """  # noqa: S608 - constants of this module


_DATED = ("records_spell", "records_voluntaryspell", "records_healthspell", "records_cardperiod",
          "records_employerstatus", "records_pensionterm", "records_pensionstop", "records_payee")  # fmt: skip

_SERVES = ", ".join(f"'{code}'" for code, one in codes().items() if one.valid and one.known)
LOOKUPS = 5_000  # the latest look-ups that are held against the register

REGISTRY = (
    Invariant(
        "P7",
        Text(
            "Trả lời thẻ có giá trị phải dựa vào thẻ đã ghi trước lúc trả lời.",
            "Who was told that a card serves had a card on record at that moment.",
        ),
        f"""
        SELECT 'look-up ' || l.id || ' ' || l.at, l.answer || ' of person ' || coalesce(l.person_id::text, 'unknown'),
               'a card recorded before'
        FROM (SELECT * FROM records_cardlookup ORDER BY at DESC LIMIT {LOOKUPS}) l
        WHERE l.answer IN ({_SERVES}) AND NOT EXISTS (
            SELECT 1 FROM records_person p LEFT JOIN records_person kept ON kept.id = p.merged_into_id
            JOIN records_cardperiod c ON c.person_id IN (p.id, kept.id) AND c.recorded_at <= l.at
            WHERE p.id = l.person_id)
        """,  # noqa: S608 - constants of this module
    ),
    Invariant(
        "P8",
        Text(
            "Hai quá trình đóng của một người ở một đơn vị không trùng ngày nào.",
            "Two spells of a person in one employer account share no day.",
        ),
        _overlap("records_spell", "person and account", "person_id", "account_id"),
    ),
    Invariant(
        "P8b",
        Text(
            "Một tháng bảo hiểm xã hội tự nguyện chỉ được ghi một lần.",
            "A month of voluntary insurance is recorded once.",
        ),
        _overlap("records_voluntaryspell", "person", "person_id"),
    ),
    Invariant(
        "P6",
        Text(
            "Mỗi ngày một người có nhiều nhất một thẻ bảo hiểm y tế.",
            "On any day a person has at most one health card.",
        ),
        _overlap("records_cardperiod", "card of person", "person_id"),
    ),
    Invariant(
        "P6b",
        Text("Trong một nhóm, một người không được ghi hai lần.", "In one group a person is insured once at a time."),
        _overlap("records_healthspell", "person and group", "person_id", '"group"'),
    ),
    Invariant(
        "P3",
        Text(
            "Mã số đã gộp dẫn tới đúng một người còn lại, không đi vòng.",
            "A merged number leads to one living record, never in a circle.",
        ),
        """
        WITH RECURSIVE walk AS (
            SELECT id AS first, merged_into_id AS next, 1 AS steps FROM records_person WHERE merged_into_id IS NOT NULL
            UNION ALL
            SELECT w.first, p.merged_into_id, w.steps + 1 FROM walk w JOIN records_person p ON p.id = w.next
            WHERE p.merged_into_id IS NOT NULL AND w.steps < 50)
        SELECT 'person ' || first, 'a circle', 'a survivor' FROM walk WHERE steps >= 50 OR next = first GROUP BY first
        """,
    ),
    Invariant(
        "P3b",
        Text(
            "Mỗi mã số đã gộp có một đề nghị gộp được người thứ hai duyệt.",
            "Every merged number has a merge that a second person approved.",
        ),
        """
        SELECT 'person ' || p.id, 'merged into ' || p.merged_into_id, 'an approved merge'
        FROM records_person p WHERE p.merged_into_id IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM records_personmerge m WHERE m.duplicate_id = p.id AND m.state = 'approved')
        """,
    ),
    Invariant(
        "P4",
        Text(
            "Số định danh cá nhân và mã số BHXH thuộc về một người duy nhất.",
            "A personal ID and a social insurance number belong to one person.",
        ),
        """
        SELECT 'personal ID of people ' || min(id) || ' and ' || max(id), count(*) || ' people', 'one'
        FROM records_person WHERE merged_into_id IS NULL AND personal_id IS NOT NULL
        GROUP BY personal_id HAVING count(*) > 1
        UNION ALL
        SELECT 'SI number of people ' || min(id) || ' and ' || max(id), count(*) || ' people', 'one'
        FROM records_person WHERE si_number IS NOT NULL GROUP BY si_number HAVING count(*) > 1
        """,
    ),
    Invariant(
        "P5",
        Text(
            "Họ tên lưu ở dạng dựng sẵn (NFC), không có ký tự điều khiển.",
            "Names are kept in composed form (NFC), without control characters.",
        ),
        r"""
        SELECT 'person ' || id, 'a decomposed or unprintable name', 'NFC'
        FROM records_person WHERE full_name IS NOT NFC NORMALIZED OR full_name ~ '[\u0001-\u001f\u200b-\u200f\u202a-\u202e]'
        """,  # noqa: E501 - read as one line
    ),
    Invariant(
        "P9",
        Text(
            "Không quá trình đóng nào bắt đầu sau tháng người đó mất.",
            "No spell begins after the month its person died.",
        ),
        """
        SELECT 'spell ' || s.id || ' of person ' || p.id, 'from ' || lower(s.validity), 'not after ' || p.died_on
        FROM records_spell s JOIN records_person p ON p.id = s.person_id
        WHERE s.superseded_at IS NULL AND p.died_on IS NOT NULL AND lower(s.validity) > p.died_on
        """,
    ),
    Invariant(
        "R5",
        Text(
            "Dữ kiện bị thay thế sau khi được ghi, không bao giờ trước đó.",
            "A fact was superseded after it was recorded, never before.",
        ),
        " UNION ALL ".join(
            f"SELECT '{table} ' || id, superseded_at::text, 'after ' || recorded_at FROM {table} "  # noqa: S608 - constants
            "WHERE superseded_at < recorded_at"
            for table in _DATED
        ),
    ),
)
