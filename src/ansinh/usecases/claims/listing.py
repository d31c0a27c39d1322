"""Lists of a facility: checked when sent, accepted or returned by another person; history is kept."""

import datetime as dt
from dataclasses import dataclass

import polars as pl

from ansinh.core.errors import ConflictError, MissingError, RefusedError
from ansinh.core.text import Text
from ansinh.domain.claims.list_checks import CheckedList, ReadList, check_list, held_from
from ansinh.domain.claims.list_columns import ListShape, shapes
from ansinh.domain.claims.lists import SCHEMAS
from ansinh.formats.claims_list_form import write_list_form
from ansinh.formats.limits import comment_limited, read_limited
from ansinh.records.store.claims import list_uploads, lists
from ansinh.records.store.claims.list_uploads import NewUpload, UploadRow
from ansinh.usecases.act import Act, perform

NO_LIST = Text("Không có loại danh mục này.", "There is no such kind of list.")
NO_UPLOAD = Text("Không có danh mục đã gửi này.", "There is no such list.")
DECIDED = Text("Danh mục này đã được xử lý.", "This list was decided already.")
SAME_PERSON = Text("Người gửi không được tự duyệt danh mục của mình.", "Whoever sent a list does not accept it.")
NO_REASON = Text("Hãy ghi lý do trả lại.", "Say why it is returned.")
NOT_YOURS = Text("Danh mục này do cơ quan BHXH ban hành.", "This list is issued by the agency.")


@dataclass(frozen=True, slots=True)
class SentList:
    """A file somebody sends: what list it is, for which facility, from which day ("" none: from its own rows)."""

    facility: str
    name: str
    file_name: str
    data: bytes
    holds_from: dt.date | None = None
    document: str = ""


def shape_of(name: str) -> ListShape:
    """Return what a list looks like; MissingError for a kind there is not."""
    if name not in shapes():
        raise MissingError(NO_LIST)
    return shapes()[name]


def form_of(name: str, facility: str = "") -> bytes:
    """Return the workbook to fill in, with what is in force for a facility."""
    shape = shape_of(name)
    standing = lists.standing(facility, name) if facility else None
    rows = [] if standing is None else standing.select(column.name for column in shape.columns).rows()
    return write_list_form(shape, rows)


def check_upload(sent: SentList) -> CheckedList:
    """Return the list of a file and everything wrong with it; nothing is kept. The file is opened in a child."""
    shape = shape_of(sent.name)
    read = read_limited("list", sent.data, name=sent.file_name)
    if read.findings:
        return CheckedList(pl.DataFrame(), list(read.findings))
    table = ReadList(read.sheet, read.first, read.headings, read.rows)
    return check_list(shape, table, sent.facility, lists.standing(sent.facility, sent.name))


def send_list(sent: SentList, *, actor: str, today: dt.date, of_agency: bool = False) -> UploadRow:
    """Check and keep a list: it waits for another person, or is broken with its findings.

    RefusedError for a list of the agency that a facility sends, and the other way round.
    """
    if shape_of(sent.name).of_agency != of_agency:
        raise RefusedError(NOT_YOURS)
    checked = check_upload(sent)
    frame = None if checked.broken else _complete(sent, checked.frame)
    since = sent.holds_from or held_from(checked.frame, today)
    upload = NewUpload(
        sent.facility, sent.name, sent.file_name, sent.data, frame, checked.findings, since, sent.document
    )
    act = Act("claims.list.send", actor, "facility", sent.facility, body={"list": sent.name, "file": sent.file_name})
    return perform(act, lambda: list_uploads.add(upload, actor))


def _complete(sent: SentList, frame: pl.DataFrame) -> pl.DataFrame:
    """Return the columns the checker knows, the facility among them."""
    owned = frame.with_columns(facility=pl.lit(sent.facility)) if "facility" in SCHEMAS[sent.name] else frame
    return owned.select(SCHEMAS[sent.name])


def accept(number: int, *, actor: str) -> UploadRow:
    """Accept a list that waits: it stands from its day on. RefusedError for its sender, ConflictError if decided."""

    def work() -> UploadRow:
        one = _waiting(number)
        if one.sent_by == actor:
            raise RefusedError(SAME_PERSON)
        frame = list_uploads.frame_of(number)
        if frame is None:
            raise ConflictError(DECIDED)
        list_uploads.decide(number, "accepted", actor, "")
        lists.keep_list(one.facility, one.name, frame, actor, holds_from=one.holds_from, document=one.document)
        return one

    return perform(Act("claims.list.accept", actor, "list_upload", str(number)), work)


def give_back(number: int, reason: str, *, actor: str) -> UploadRow:
    """Return a list to its sender, saying why."""
    if not reason.strip():
        raise RefusedError(NO_REASON)
    return _decided(number, "returned", reason, actor)


def withdraw(number: int, *, actor: str, facility: str) -> UploadRow:
    """Take a list back before it was decided; MissingError for another's."""
    one = list_uploads.upload_by_id(number)
    if one is None or one.facility != facility:
        raise MissingError(NO_UPLOAD)
    return _decided(number, "withdrawn", "", actor)


def _decided(number: int, state: str, reason: str, actor: str) -> UploadRow:
    """Write a decision on a list that waits."""

    def work() -> UploadRow:
        one = _waiting(number)
        list_uploads.decide(number, state, actor, reason)
        return one

    return perform(Act(f"claims.list.{state}", actor, "list_upload", str(number), reason=reason), work)


def _waiting(number: int) -> UploadRow:
    """Return an upload that waits, locked. MissingError, or ConflictError where it was decided."""
    one = list_uploads.upload_by_id(number, lock=True)
    if one is None:
        raise MissingError(NO_UPLOAD)
    if one.state != "waiting":
        raise ConflictError(DECIDED)
    return one


def commented(number: int) -> bytes:
    """Return the file of an upload with a column of comments."""
    one = list_uploads.upload_by_id(number)
    if one is None:
        raise MissingError(NO_UPLOAD)
    return comment_limited(list_uploads.content_of(number), list(one.findings))
