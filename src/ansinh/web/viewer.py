"""Who looks at the page: their rights, the offices they reach, their language."""

import datetime as dt
from functools import cached_property

from django.http import Http404, HttpRequest

from ansinh.core.text import Text
from ansinh.records.store.pages import viewer as store
from ansinh.records.store.pages.viewer import GrantRow, OfficeRow
from ansinh.web.rights import Act, opened

FUNCTION_NAMES = {
    "collection": Text("Cán bộ thu", "Collection officer"),
    "accounting": Text("Kế toán", "Accountant"),
    "planning": Text("Kế hoạch", "Planner"),
    "leader": Text("Lãnh đạo", "Leader"),
    "intake": Text("Tiếp nhận", "Intake"),
    "auditor": Text("Kiểm tra", "Auditor"),
    "administrator": Text("Quản trị", "Administrator"),
    "unit": Text("Đơn vị", "Employer"),
    "citizen": Text("Người tham gia", "Insured person"),
    "agent": Text("Tổ chức dịch vụ", "Collection agent"),
}


class Viewer:
    """A signed-in user in one request; every question to the database is asked once."""

    def __init__(self, user: int, username: str, display_name: str) -> None:
        """Name the user; rights are read when first asked for."""
        self.user = user
        self.username = username
        self.name = display_name or username

    @cached_property
    def grants(self) -> list[GrantRow]:
        """Rights in force today."""
        return store.grants(self.user, dt.datetime.now(dt.UTC).date())

    def may(self, act: Act) -> bool:
        """Return whether any right opens `act` somewhere."""
        return any(act in opened(grant.function) for grant in self.grants)

    @cached_property
    def function(self) -> Text:
        """The function the viewer mainly works in."""
        return FUNCTION_NAMES.get(self.grants[0].function, Text("", "")) if self.grants else Text("", "")

    @cached_property
    def top(self) -> OfficeRow | None:
        """The widest office granted, or None for portal users."""
        code = next((grant.office_code for grant in self.grants if grant.office_code), None)
        return store.office(code) if code else None

    @cached_property
    def offices(self) -> list[OfficeRow]:
        """The offices under the widest one granted, parents first."""
        return store.subtree(self.top.path) if self.top else []

    def reaches(self, act: Act, path: str) -> bool:
        """Return whether `act` is open for the office at `path`."""
        return any(
            act in opened(grant.function)
            and grant.office_path is not None
            and (path == grant.office_path or path.startswith(f"{grant.office_path}."))
            for grant in self.grants
        )

    def office(self, act: Act, code: str | None = None) -> OfficeRow:
        """Return the office `code` (the widest one without a code) if `act` reaches it; Http404 otherwise."""
        found = self.top if code is None else store.office(code)
        if found is None or not self.reaches(act, found.path):
            raise Http404
        return found

    def office_ids(self, act: Act, within: OfficeRow | None = None) -> list[int]:
        """Return the ids of the offices that `act` reaches, only those under `within` if given."""
        inside = [
            office
            for office in self.offices
            if within is None or office.path == within.path or office.path.startswith(f"{within.path}.")
        ]
        return [office.id for office in inside if self.reaches(act, office.path)]

    def own_accounts(self, act: Act) -> list[str]:
        """Return the codes of the employer accounts that are the viewer's own."""
        return [g.account_code for g in self.grants if g.account_code and act in opened(g.function)]

    @cached_property
    def own_person(self) -> int | None:
        """The person whose record is the viewer's own."""
        return next((g.person_id for g in self.grants if g.person_id and "own.person" in opened(g.function)), None)


class PageRequest(HttpRequest):
    """A request with its viewer (None before signing in), set by the middleware."""

    viewer: Viewer | None
    request_id: str


def viewer_of(request: HttpRequest) -> Viewer:
    """Return who looks; Http404 without anybody (the guard of the route stands before)."""
    viewer: Viewer | None = getattr(request, "viewer", None)
    if viewer is None:
        raise Http404
    return viewer
