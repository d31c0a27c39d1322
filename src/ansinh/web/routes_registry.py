"""Pages of the register and of administration: one line each, part of the table in routes.py."""

from ansinh.domain.registry.rights import Act
from ansinh.web.pages import freezes
from ansinh.web.pages.administration import agency, announced, audit, users
from ansinh.web.pages.declarations import employer_requests
from ansinh.web.pages.registry import books, changes, merges, trees, unit_terms
from ansinh.web.route import SEND, Route

REQUESTS: tuple[Act, ...] = ("units.propose", "units.approve")
MERGES: tuple[Act, ...] = ("people.merge.propose", "people.merge.approve")
AGENCY: tuple[Act, ...] = ("settings", "agency.propose", "agency.approve")
CHANGES: tuple[Act, ...] = ("agency.propose", "agency.approve", "units.propose", "units.approve")
ANNOUNCED: tuple[Act, ...] = ("values.enter", "values.approve", "settings", "audit")
ANNOUNCERS: tuple[Act, ...] = ("values.enter", "values.approve")

REGISTRY: tuple[Route, ...] = (
    Route("requests", "units/requests/", employer_requests.show_list, REQUESTS),
    Route("request", "units/requests/<uuid:number>/", employer_requests.show, REQUESTS),
    Route("request_decide", "units/requests/<uuid:number>/decide/", employer_requests.decide, ("units.approve",), SEND),
    Route("unit_terms", "units/<str:code>/terms/", unit_terms.propose, ("units.propose",), SEND),
    Route("merges", "people/duplicates/", merges.show_list, MERGES),
    Route("merges_search", "people/duplicates/search/", merges.search, ("people.merge.propose",), SEND),
    Route("merge", "people/duplicates/<int:number>/", merges.show, MERGES),
    Route("merge_decide", "people/duplicates/<int:number>/decide/", merges.decide, ("people.merge.approve",), SEND),
    Route("merge_new", "people/<int:number>/merge/", merges.propose, ("people.merge.propose",), SEND),
    Route("book_pdf", "people/<int:number>/book.pdf", books.save, ("people",)),
    Route("book_act", "people/<int:number>/book/<str:step>/", books.act, ("people.numbers",), SEND),
    Route("freezes", "months/frozen/", freezes.show, ("months",)),
    Route("freeze_reopened", "months/frozen/<str:period>/", freezes.reopened, ("months",)),
    Route("users", "users/", users.show_list, ("users",)),
    Route("user_new", "users/new/", users.create, ("users",), SEND),
    Route("user", "users/<int:number>/", users.show, ("users",)),
    Route("user_grant", "users/<int:number>/grant/", users.give, ("users",), SEND),
    Route("user_change", "users/<int:number>/change/", users.change, ("users",), SEND),
    Route("changes", "changes/", changes.show, CHANGES),
    Route("change_decide", "changes/<uuid:number>/decide/", changes.decide, CHANGES, SEND),
    Route("change_withdraw", "changes/<uuid:number>/withdraw/", changes.withdraw, CHANGES, SEND),
    Route("agency", "agency/", agency.show, AGENCY),
    Route("agency_office", "agency/offices/", trees.propose_office, ("agency.propose",), SEND),
    Route("agency_places", "agency/places/", trees.show_places, AGENCY),
    Route("agency_place", "agency/places/propose/", trees.propose_place, ("agency.propose",), SEND),
    Route("agency_choose", "agency/choose/", agency.choose, ("settings",), SEND),
    Route("announced", "announced/", announced.show, ANNOUNCED),
    Route("announced_enter", "announced/enter/", announced.enter, ("values.enter",), SEND),
    Route("announced_refuse", "announced/<int:number>/refuse/", announced.refuse, ANNOUNCERS, SEND),
    Route("announced_approve", "announced/<int:number>/approve/", announced.approve, ("values.approve",), SEND),
    Route("audit", "audit/", audit.show, ("audit",)),
    Route("audit_verify", "audit/verify/", audit.verify, ("audit",), SEND),
    Route("reads", "audit/reads/", audit.reads, ("audit",)),
)  # fmt: skip
