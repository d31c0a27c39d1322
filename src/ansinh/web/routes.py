"""Every page: its address, its view, and the act one must be allowed. A line each, by stair; a test reads the table."""

from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from ansinh.core.errors import AnsinhError, MissingError
from ansinh.domain.registry.rights import Act
from ansinh.web.pages import (
    explanation,
    figure,
    filings,
    home,
    months,
    people,
    portal,
    problems,
    search,
    second_factor,
    signing_in,
    statements,
    today,
    unit,
    units,
)
from ansinh.web.pages.administration import invariants
from ansinh.web.pages.coverage import alarms as card_alarms
from ansinh.web.pages.coverage import card as card_page
from ansinh.web.pages.coverage import counter as card_counter
from ansinh.web.pages.coverage import lists as card_lists
from ansinh.web.pages.declarations import consequences, employer_requests
from ansinh.web.route import ANYONE, BOTH, SEND, SIGNED_IN, Route, View
from ansinh.web.routes_benefits import BENEFITS
from ansinh.web.routes_claims import CLAIMS
from ansinh.web.routes_collection import COLLECTION
from ansinh.web.routes_outreach import OUTREACH
from ansinh.web.routes_planning import PLANNING
from ansinh.web.routes_registry import REGISTRY
from ansinh.web.viewer import Viewer

UNIT: tuple[Act, ...] = ("units", "own.unit")
FILE: tuple[Act, ...] = ("filings", "own.unit")
SIGNERS: tuple[Act, ...] = ("months.sign_collection", "months.sign_accounting")


ROUTES = (
    *REGISTRY,
    Route("login", "login/", signing_in.enter, ANYONE, BOTH),
    Route("login_code", "login/code/", second_factor.code, ANYONE, BOTH),
    Route("second_factor", "account/second-factor/", second_factor.show, SIGNED_IN, BOTH),
    Route("second_factor_qr", "account/second-factor/qr.svg", second_factor.picture, SIGNED_IN),
    Route("second_factor_remove", "account/second-factor/remove/", second_factor.remove, SIGNED_IN, SEND),
    Route("logout", "logout/", signing_in.leave, SIGNED_IN, SEND),
    Route("language", "language/", signing_in.choose_language, ANYONE, SEND),
    Route("home", "", home.start, SIGNED_IN),
    Route("office", "offices/<str:code>/", home.show, ("overview",)),
    Route("figure", "why/<str:office>/<str:indicator>/", figure.show, ("overview",)),
    Route("work", "work/", today.show, ("work",)),
    Route("search", "search/", search.show, ("units", "people", "filings"), SEND),
    Route("units", "units/", units.show, ("units",)),
    Route("units_export", "units/list.<str:form>", units.save, ("units",)),
    Route("unit", "units/<str:code>/", unit.show, UNIT),
    Route("unit_tab", "units/<str:code>/<str:tab>/", unit.show, UNIT),
    Route("pay_qr", "units/<str:code>/pay.svg", statements.pay_qr, UNIT),
    Route("statement", "units/<str:code>/C12-<str:period>.<str:form>", statements.save, UNIT),
    Route("people", "people/", people.search, ("people",), BOTH),
    Route("person", "people/<int:number>/", people.show, ("people",)),
    Route("explanation", "people/<int:number>/<str:code>/<str:period>/", explanation.show, ("people", "own.unit")),
    Route("cards", "cards/", card_counter.show, ("cards", "own.facility"), BOTH),
    Route("cards_ending", "cards/ending/", card_lists.ending, ("cards",)),
    Route("cards_unlinked", "cards/unlinked/", card_lists.unlinked, ("cards",)),
    Route("lookup_alarms", "cards/alarms/", card_alarms.show, ("cards.write", "audit")),
    Route("lookup_alarm_close", "cards/alarms/<int:number>/close/", card_alarms.close, ("cards.write", "audit"), SEND),
    Route("lookup_trap_set", "cards/alarms/traps/", card_alarms.set_trap, ("audit",), SEND),
    Route("lookup_trap_retire", "cards/alarms/traps/<int:number>/retire/", card_alarms.retire_trap, ("audit",), SEND),
    Route("card", "cards/<int:number>/", card_page.show, ("cards",)),
    Route("card_act", "cards/<int:number>/act/", card_page.act, ("cards.write",), SEND),
    Route("card_pdf", "cards/<int:number>/card.pdf", card_page.save, ("cards",)),
    Route("my_card", "me/card/", card_page.show_own, ("own.person",)),
    Route("my_card_qr", "me/card/qr.svg", card_page.own_qr, ("own.person",)),
    Route("my_card_pdf", "me/card/card.pdf", card_page.save_own, ("own.person",)),
    Route("filings", "filings/", filings.show_list, ("filings",)),
    Route("filings_export", "filings/list.<str:form>", filings.save_list, ("filings",)),
    Route("filing_new", "filings/new/", filings.new, ("filings.send",), BOTH),
    Route("filing", "filings/<uuid:number>/", filings.show, FILE),
    Route("filing_check", "filings/<uuid:number>/check/", filings.check_now, FILE, SEND),
    Route("filing_propose", "filings/<uuid:number>/propose/", employer_requests.propose, ("units.propose",), SEND),
    Route("filing_consequences", "filings/<uuid:number>/consequences/", consequences.show, FILE),
    Route("filing_decide", "filings/<uuid:number>/decide/", filings.decide, ("filings.decide",), SEND),
    Route("filing_workbook", "filings/<uuid:number>/comments.xlsx", filings.workbook, FILE),
    *COLLECTION,
    *OUTREACH,
    *CLAIMS,
    Route("months", "months/", months.show, ("months",)),
    Route("month", "months/<str:period>/", months.one, ("months",)),
    Route("month_close", "months/<str:period>/close/", months.close, ("months.close",), SEND),
    Route("month_sign", "months/<str:period>/sign/", months.sign, SIGNERS, SEND),
    *PLANNING,
    Route("invariants", "audit/invariants/", invariants.show, ("audit",)),
    Route("invariants_look", "audit/invariants/look/", invariants.look, ("audit",), SEND),
    Route("portal", "portal/", portal.start, ("own.unit",)),
    Route("portal_filings", "portal/filings/", portal.filings, ("own.unit",)),
    *BENEFITS,
    Route("me", "me/", people.own, ("own.person",)),
    Route("my_explanation", "me/<str:code>/<str:period>/", explanation.show_own, ("own.person",)),
)  # fmt: skip


ENROLLING = {"second_factor", "second_factor_qr", "logout", "language"}
"""What is open to somebody who has to set up the second factor first."""


def guarded(route: Route) -> View:
    """Return the view of `route` behind its door: sign in first, then the second factor if asked, then the right."""

    @wraps(route.view)
    def view(request: HttpRequest, **values: object) -> HttpResponse:
        viewer: Viewer | None = getattr(request, "viewer", None)
        if route.needs == "anyone":
            return route.view(request, **values)
        if viewer is None:
            return redirect(f"/login/?{urlencode({'next': request.get_full_path()})}")
        if request.session.get(signing_in.MUST_ENROL) and route.name not in ENROLLING:
            return redirect("second_factor")
        if isinstance(route.needs, tuple) and not any(viewer.may(act) for act in route.needs):
            return problems.forbidden(request)
        try:
            return route.view(request, **values)
        except MissingError as missing:  # what is not there looks like what may not be seen
            raise Http404 from missing
        except AnsinhError as refusal:
            return problems.refused(request, refusal)

    return require_http_methods(list(route.methods))(view)


urlpatterns: list[URLPattern] = [path(route.pattern, guarded(route), name=route.name) for route in ROUTES]
