"""Every page: its address, its view, and the act one must be allowed. One line each; a test reads this table."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Literal

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from ansinh.core.errors import MissingError
from ansinh.domain.registry.rights import Act
from ansinh.web.pages import (
    bank,
    briefing,
    explanation,
    figure,
    filings,
    freezes,
    home,
    months,
    people,
    portal,
    problems,
    search,
    second_factor,
    signing_in,
    statements,
    targets,
    today,
    unit,
    units,
)
from ansinh.web.pages.administration import agency, announced, audit, invariants, users
from ansinh.web.pages.benefits import (
    dossier_bulk,
    dossier_lists,
    dossier_moves,
    dossier_reopened,
    dossiers,
    payment_lines,
    payroll,
    payroll_files,
    payroll_increases,
    relief,
    simulators,
    simulators_law,
    statistics,
    statistics_onetime,
    statistics_rows,
)
from ansinh.web.pages.claims import again as claims_again
from ansinh.web.pages.claims import alerts as claims_alerts
from ansinh.web.pages.claims import answers as claims_answers
from ansinh.web.pages.claims import counter as claims_counter
from ansinh.web.pages.claims import numbers as claims_numbers
from ansinh.web.pages.claims import payments as claims_payments
from ansinh.web.pages.claims import receipt as claims_receipt
from ansinh.web.pages.claims import record as claims_record
from ansinh.web.pages.claims import sampling as claims_sampling
from ansinh.web.pages.claims import statement as claims_statement
from ansinh.web.pages.claims import uploads as claims_uploads
from ansinh.web.pages.claims import work as claims_work
from ansinh.web.pages.collection import (
    budgets,
    inspection_case,
    inspections,
    ladder,
    ladder_acts,
    ladder_lists,
    recovery,
    refunds,
    risk,
)
from ansinh.web.pages.coverage import alarms as card_alarms
from ansinh.web.pages.coverage import card as card_page
from ansinh.web.pages.coverage import counter as card_counter
from ansinh.web.pages.coverage import lists as card_lists
from ansinh.web.pages.declarations import consequences, employer_requests
from ansinh.web.pages.outreach import (
    activities,
    activity_moves,
    agent_receipts,
    agent_steps,
    agents,
    campaigns,
    desk,
    messages,
    offline,
    prospects,
    support,
    working,
)
from ansinh.web.pages.planning import alerts, director, outlook, plans, questions, score_rules, scores, tasks
from ansinh.web.pages.registry import books as registry_books
from ansinh.web.pages.registry import changes as registry_changes
from ansinh.web.pages.registry import merges, trees, unit_terms
from ansinh.web.viewer import Viewer

View = Callable[..., HttpResponse]
READ, SEND, BOTH = ("GET",), ("POST",), ("GET", "POST")
Door = Literal["anyone", "signed_in"]
ANYONE: Door = "anyone"
SIGNED_IN: Door = "signed_in"
UNIT: tuple[Act, ...] = ("units", "own.unit")
FILE: tuple[Act, ...] = ("filings", "own.unit")
REQUESTS: tuple[Act, ...] = ("units.propose", "units.approve")
MERGES: tuple[Act, ...] = ("people.merge.propose", "people.merge.approve")
AGENCY: tuple[Act, ...] = ("settings", "agency.propose", "agency.approve")
CHANGES: tuple[Act, ...] = ("agency.propose", "agency.approve", "units.propose", "units.approve")
ANNOUNCED: tuple[Act, ...] = ("values.enter", "values.approve", "settings", "audit")
ANNOUNCERS: tuple[Act, ...] = ("values.enter", "values.approve")
WHAT_IF: tuple[Act, ...] = ("targets.write", "values.enter", "values.approve")
DOSSIER_STEPS: tuple[Act, ...] = ("dossiers.compute", "dossiers.review", "dossiers.approve")
TASKS: tuple[Act, ...] = ("direction.give", "direction.work")
SIGNERS: tuple[Act, ...] = ("months.sign_collection", "months.sign_accounting")


@dataclass(frozen=True, slots=True)
class Route:
    """One page. One of the acts `needs` is enough (or the door is open); the view asks about the object."""

    name: str
    pattern: str
    view: View
    needs: tuple[Act, ...] | Door
    methods: tuple[str, ...] = READ


ROUTES = (
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
    Route("requests", "units/requests/", employer_requests.show_list, REQUESTS),
    Route("request", "units/requests/<uuid:number>/", employer_requests.show, REQUESTS),
    Route("request_decide", "units/requests/<uuid:number>/decide/", employer_requests.decide, ("units.approve",), SEND),
    Route("unit", "units/<str:code>/", unit.show, UNIT),
    Route("unit_terms", "units/<str:code>/terms/", unit_terms.propose, ("units.propose",), SEND),
    Route("unit_tab", "units/<str:code>/<str:tab>/", unit.show, UNIT),
    Route("pay_qr", "units/<str:code>/pay.svg", statements.pay_qr, UNIT),
    Route("statement", "units/<str:code>/C12-<str:period>.<str:form>", statements.save, UNIT),
    Route("people", "people/", people.search, ("people",), BOTH),
    Route("merges", "people/duplicates/", merges.show_list, MERGES),
    Route("merges_search", "people/duplicates/search/", merges.search, ("people.merge.propose",), SEND),
    Route("merge", "people/duplicates/<int:number>/", merges.show, MERGES),
    Route("merge_decide", "people/duplicates/<int:number>/decide/", merges.decide, ("people.merge.approve",), SEND),
    Route("merge_new", "people/<int:number>/merge/", merges.propose, ("people.merge.propose",), SEND),
    Route("person", "people/<int:number>/", people.show, ("people",)),
    Route("book_pdf", "people/<int:number>/book.pdf", registry_books.save, ("people",)),
    Route("book_act", "people/<int:number>/book/<str:step>/", registry_books.act, ("people.numbers",), SEND),
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
    Route("filings", "filings/", filings.show_list, ("filings",)),
    Route("filings_export", "filings/list.<str:form>", filings.save_list, ("filings",)),
    Route("filing_new", "filings/new/", filings.new, ("filings.send",), BOTH),
    Route("filing", "filings/<uuid:number>/", filings.show, FILE),
    Route("filing_check", "filings/<uuid:number>/check/", filings.check_now, FILE, SEND),
    Route("filing_propose", "filings/<uuid:number>/propose/", employer_requests.propose, ("units.propose",), SEND),
    Route("filing_consequences", "filings/<uuid:number>/consequences/", consequences.show, FILE),
    Route("filing_decide", "filings/<uuid:number>/decide/", filings.decide, ("filings.decide",), SEND),
    Route("filing_workbook", "filings/<uuid:number>/comments.xlsx", filings.workbook, FILE),
    Route("bank", "bank/", bank.show, ("bank",)),
    Route("bank_import", "bank/statements/", bank.take_in, ("bank.match",), SEND),
    Route("bank_match", "bank/match/", bank.match, ("bank.match",), SEND),
    Route("bank_line", "bank/lines/<uuid:number>/", bank.show_line, ("bank",)),
    Route("bank_assign", "bank/lines/<uuid:number>/assign/", bank.assign, ("bank.match",), SEND),
    Route("bank_undo", "bank/matches/<uuid:number>/undo/", bank.undo, ("bank.match",), SEND),
    Route("debts", "debts/", ladder.board, ("debts",)),
    Route("debts_export", "debts/list.<str:form>", ladder.save, ("debts",)),
    Route("debt_lists", "debts/lists/", ladder_lists.show, ("debts",)),
    Route("debt_session_new", "debts/lists/session/", ladder_lists.hold, ("debts.work",), SEND),
    Route("debt_publish", "debts/lists/publish/", ladder_lists.publish, ("debts.lead",), SEND),
    Route("debt_session_file", "debts/lists/sessions/<int:number>.<str:form>", ladder_lists.session_file, ("debts",)),
    Route(
        "debt_publication_file", "debts/lists/published/<int:number>.<str:form>", ladder_lists.publication_file,
        ("debts",),
    ),
    Route("debt_barred", "debts/lists/barred.<str:form>", ladder_lists.barred_file, ("debts",)),
    Route("debt_case_act", "debts/<str:code>/act/", ladder_acts.case_act, ("debts.work",), SEND),
    Route("debt_plan_decide", "debts/plans/<int:number>/decide/", ladder_acts.decide, ("debts.lead",), SEND),
    Route("debt_step_deliver", "debts/steps/<int:number>/deliver/", ladder_acts.deliver, ("debts.work",), SEND),
    Route(
        "recovery_handed", "debts/campaigns/<uuid:campaign>/files/<str:code>.<str:form>", ladder_lists.handed_file,
        ("debts",),
    ),
    Route("debt_case", "debts/<str:code>/", ladder.case, ("debts",)),
    Route("debt_promise", "debts/<str:code>/promise/", ladder.promise, ("debts.work",), SEND),
    Route("debt_step_do", "debts/steps/<int:number>/do/", ladder.do_step, ("debts.work",), SEND),
    Route("debt_step_file", "debts/steps/<int:number>/document.<str:form>", ladder.step_file, ("debts",)),
    Route("recovery_open", "debts/campaigns/open/", recovery.open_new, ("debts.lead",), SEND),
    Route("recovery", "debts/campaigns/<uuid:campaign>/", recovery.show, ("debts",)),
    Route("recovery_file", "debts/campaigns/<uuid:campaign>/report.<str:form>", recovery.save, ("debts",)),
    Route("inspections", "inspections/", inspections.show, ("inspections",)),
    Route("inspections_export", "inspections/list.<str:form>", inspections.save, ("inspections",)),
    Route("inspection_open", "inspections/open/", inspections.open_case, ("inspections.work",), SEND),
    Route("risk", "inspections/risk/", risk.show, ("inspections",)),
    Route("risk_export", "inspections/risk/list.<str:form>", risk.save, ("inspections",)),
    Route("inspection_plan_new", "inspections/plans/new/", inspections.make, ("inspections.work",), SEND),
    Route("inspection_plan", "inspections/plans/<int:number>/", inspections.plan, ("inspections",)),
    Route(
        "inspection_plan_sign", "inspections/plans/<int:number>/sign/", inspections.sign, ("inspections.lead",), SEND
    ),
    Route("inspection", "inspections/<uuid:number>/", inspection_case.show, ("inspections",)),
    Route(
        "inspection_move", "inspections/<uuid:number>/move/", inspection_case.move,
        ("inspections.work", "inspections.lead"), SEND,
    ),
    Route("inspection_note", "inspections/<uuid:number>/note/", inspection_case.note, ("inspections.work",), SEND),
    Route(
        "inspection_follow", "inspections/<uuid:number>/follow/", inspection_case.follow, ("inspections.work",), SEND
    ),
    Route(
        "inspection_payees", "inspections/<uuid:number>/payees.<str:form>", inspection_case.payees,
        ("inspections.work",),
    ),
    Route(
        "inspection_sheet", "inspections/<uuid:number>/<str:tab>.<str:form>", inspection_case.sheet_file,
        ("inspections",),
    ),
    Route("bank_refund", "bank/lines/<uuid:number>/refund/", refunds.propose_line, ("refunds.propose",), SEND),
    Route("budgets", "bank/budgets/", budgets.show, ("bank",)),
    Route("transfer_undo", "bank/budgets/<uuid:number>/undo/", budgets.undo, ("bank.match",), SEND),
    Route("refunds", "bank/refunds/", refunds.show, ("bank",)),
    Route("refund_new", "bank/refunds/new/", refunds.propose, ("refunds.propose",), SEND),
    Route("refund_decide", "bank/refunds/<uuid:number>/decide/", refunds.decide, ("refunds.approve",), SEND),
    Route("prospects", "outreach/", prospects.show, ("outreach",)),
    Route("prospects_today", "outreach/today/", working.today, ("outreach.work",)),
    Route("prospects_week", "outreach/week/", working.week, ("outreach",)),
    Route("activities", "outreach/activities/", activities.show, ("outreach",)),
    Route("activities_export", "outreach/activities/list.<str:form>", activities.save, ("outreach",)),
    Route("activities_load", "outreach/activities/load/", activity_moves.take_in, ("outreach.work",), SEND),
    Route("activity_new", "outreach/activities/new/", activity_moves.new, ("outreach.work",), SEND),
    Route("activity_plan", "outreach/activities/plan/", activity_moves.plan, ("outreach.lead",), SEND),
    Route("activity", "outreach/activities/<int:number>/", activities.one, ("outreach",)),
    Route("activity_change", "outreach/activities/<int:number>/change/", activity_moves.change,
          ("outreach.work",), SEND),
    Route("activity_guests", "outreach/activities/<int:number>/guests/", activity_moves.invite,
          ("outreach.work",), SEND),
    Route("campaigns", "outreach/campaigns/", campaigns.show, ("outreach",)),
    Route("campaign_open", "outreach/campaigns/open/", campaigns.open_new, ("outreach.lead",), SEND),
    Route("employers_ranked", "outreach/campaigns/employers/", campaigns.employers, ("outreach",)),
    Route("campaign", "outreach/campaigns/<int:number>/", campaigns.one, ("outreach",)),
    Route("campaign_close", "outreach/campaigns/<int:number>/close/", campaigns.close, ("outreach.lead",), SEND),
    Route("messages", "outreach/messages/", messages.show, ("outreach",)),
    Route("messages_export", "outreach/messages/export/", messages.take_out, ("outreach.work",), SEND),
    Route("support", "outreach/support/", support.show, ("outreach",)),
    Route("support_new", "outreach/support/new/", support.new, ("outreach.work",), SEND),
    Route("support_one", "outreach/support/<int:number>/", support.one, ("outreach",)),
    Route("support_file", "outreach/support/<int:number>/list.<str:form>", support.save, ("outreach",)),
    Route("support_add", "outreach/support/<int:number>/people/", support.add, ("outreach.work",), SEND),
    Route("support_step", "outreach/support/<int:number>/step/", support.step,
          ("outreach.work", "outreach.lead"), SEND),
    Route("prospects_export", "outreach/list.<str:form>", prospects.save, ("outreach",)),
    Route("agents", "outreach/agents/", agents.show, ("outreach",)),
    Route("agent_new", "outreach/agents/new/", agent_steps.new, ("outreach.lead",), SEND),
    Route("agent_rates", "outreach/agents/rates/", agent_steps.rates, ("outreach",)),
    Route("agent_rate_enter", "outreach/agents/rates/enter/", agent_steps.enter_rate, ("outreach.lead",), SEND),
    Route("agent_rate_approve", "outreach/agents/rates/<int:number>/approve/", agent_steps.approve_rate,
          ("outreach.lead",), SEND),
    Route("agent", "outreach/agents/<str:code>/", agents.one, ("outreach",)),
    Route("agent_receipts", "outreach/agents/<str:code>/receipts/", agent_receipts.show, ("outreach",)),
    Route("agent_receipts_export", "outreach/agents/<str:code>/receipts/list.<str:form>", agent_receipts.save,
          ("outreach",)),
    Route("agent_letter", "outreach/agents/<str:code>/letters/<int:number>.<str:form>", agent_receipts.letter,
          ("outreach",)),
    Route("agent_step", "outreach/agents/<str:code>/<str:step>/", agent_steps.step,
          ("outreach.work", "outreach.lead"), SEND),
    Route("desk", "desk/", desk.show, ("own.collector",)),
    Route("offline_worker", "offline-worker.js", offline.worker, ANYONE),
    Route("offline_sync", "outreach/offline/", offline.sync, ("outreach.work", "own.collector"), SEND),
    Route("prospects_day", "outreach/today/day/", offline.officer_day, ("outreach.work",)),
    Route("desk_day", "desk/day/", offline.desk_day, ("own.collector",)),
    Route("desk_receipts", "desk/receipts/", desk.receipts, ("own.collector",)),
    Route("desk_take", "desk/take/", desk.take, ("own.collector",), SEND),
    Route("desk_hand_on", "desk/hand-on/", desk.hand_on, ("own.collector",), SEND),
    Route("desk_void", "desk/void/", desk.void, ("own.collector",), SEND),
    Route("desk_one", "desk/<int:prospect>/", desk.one, ("own.collector",)),
    Route("desk_note", "desk/<int:prospect>/note/", desk.note, ("own.collector",), SEND),
    Route("prospect", "outreach/<int:prospect>/", prospects.one, ("outreach",)),
    Route("prospect_note", "outreach/<int:prospect>/note/", prospects.note, ("outreach.work",), SEND),
    Route("prospect_give", "outreach/<int:prospect>/give/", prospects.give, ("outreach.lead",), SEND),
    Route("prospect_letter", "outreach/<int:prospect>/letter-<str:template>.pdf", messages.letter, ("outreach",)),
    Route("prospect_message", "outreach/<int:prospect>/message/", messages.write, ("outreach.work",), SEND),
    Route("prospect_consent", "outreach/<int:prospect>/consent/", messages.consent, ("outreach.work",), SEND),
    Route("partner_lists", "outreach/lists/", prospects.show_lists, ("outreach",)),
    Route("partner_list_load", "outreach/lists/load/", prospects.take_in, ("outreach.work",), SEND),
    Route("partner_list", "outreach/lists/<uuid:partner_list>/", prospects.show_findings, ("outreach",)),
    Route("claims", "claims/", claims_work.show, ("claims",)),
    Route("claim_statements", "claims/statements/", claims_statement.show_all, ("claims",)),
    Route("claim_settle", "claims/statements/settle/", claims_statement.settle, ("claims.settle",), SEND),
    Route("claim_propose", "claims/statements/propose/", claims_statement.propose, ("claims.settle",), SEND),
    Route("claim_budget", "claims/statements/budget/", claims_statement.tell_budget, ("claims.settle",), SEND),
    Route("claim_statement", "claims/statements/<str:facility>/<str:period>/<int:months>/", claims_statement.one,
          ("claims",)),
    Route("claim_minutes", "claims/statements/<str:facility>/<str:period>/<int:months>/C82.<str:form>",
          claims_statement.save_minutes, ("claims",)),
    Route("claim_row_list", "claims/statements/<str:facility>/<str:period>/<int:months>/list-<str:form>.xlsx",
          claims_statement.save_rows, ("claims",)),
    Route("facility_row_list", "facility/claims/statements/<str:period>/<int:months>/list-<str:form>.xlsx",
          claims_statement.own_rows, ("own.facility",)),
    Route("claim_payments", "claims/payments/", claims_payments.show, ("claims.settle",)),
    Route("claim_payment_order", "claims/payments/order/", claims_payments.order, ("claims.settle",), SEND),
    Route("claim_payment_answers", "claims/payments/answers/", claims_payments.answers, ("claims.settle",), SEND),
    Route("claim_account", "claims/payments/account/", claims_payments.enter_account, ("claims.settle",), SEND),
    Route("claim_account_approve", "claims/payments/account/<int:number>/", claims_payments.approve_account,
          ("claims.settle",), SEND),
    Route("claim_payment_file", "claims/payments/files/<str:message>.xml", claims_payments.file, ("claims.settle",)),
    Route("claim_payment_step", "claims/payments/<int:number>/step/", claims_payments.step, ("claims.settle",), SEND),
    Route("claim_again", "claims/again/", claims_again.show, ("claims",)),
    Route("claim_again_try", "claims/again/try/", claims_again.try_again, ("claims.decide",), SEND),
    Route("claim_again_one", "claims/again/<int:number>/", claims_again.one, ("claims",)),
    Route("claim_again_apply", "claims/again/<int:number>/apply/", claims_again.apply, ("claims.decide",), SEND),
    Route("claim_alerts", "claims/alerts/", claims_alerts.show, ("claims",)),
    Route("claim_alerts_look", "claims/alerts/look/", claims_alerts.look, ("claims.decide",), SEND),
    Route("claim_alert_close", "claims/alerts/<int:number>/close/", claims_alerts.close, ("claims.decide",), SEND),
    Route("facility_alerts", "facility/claims/alerts/", claims_alerts.own, ("own.facility",)),
    Route("facility_alert_answer", "facility/claims/alerts/<int:number>/answer/", claims_alerts.answer,
          ("own.facility",), SEND),
    Route("facility_receipt", "facility/claims/receipts/<str:receipt>/", claims_receipt.one, ("own.facility",)),
    Route("claim_rules", "claims/rules/", claims_again.show_rules, ("claims",)),
    Route("claim_rule_change", "claims/rules/change/", claims_again.change_rule, ("claims.decide", "claims.settle"),
          SEND),
    Route("claim_rule_approve", "claims/rules/<int:number>/approve/", claims_again.approve_rule,
          ("claims.decide", "claims.settle"), SEND),
    Route("claim_numbers", "claims/numbers/", claims_numbers.show, ("claims",)),
    Route("claim_numbers_rows", "claims/numbers/rows/", claims_numbers.rows, ("claims",)),
    Route("claim_numbers_save", "claims/numbers/<str:table>.<str:form>", claims_numbers.save, ("claims",)),
    Route("claim_sample", "claims/sample/", claims_sampling.show, ("claims",)),
    Route("claim_sample_decide", "claims/sample/decide/", claims_sampling.decide, ("claims.decide",), SEND),
    Route("claim_document", "claims/documents/<int:number>/", claims_answers.document, ("claims",)),
    Route("claim_lists", "claims/lists/", claims_uploads.waiting, ("claims",)),
    Route("claim_list_send", "claims/lists/send/", claims_uploads.send_agency, ("claims.decide",), SEND),
    Route("claim_list_form", "claims/lists/form/<str:name>.xlsx", claims_uploads.agency_form, ("claims",)),
    Route("claim_list", "claims/lists/<int:number>/", claims_uploads.one, ("claims",)),
    Route("claim_list_comments", "claims/lists/<int:number>/comments.xlsx", claims_uploads.comments, ("claims",)),
    Route("claim_list_decide", "claims/lists/<int:number>/decide/", claims_uploads.decide, ("claims.decide",), SEND),
    Route("claim", "claims/<str:period>/<int:number>/", claims_record.one, ("claims",)),
    Route("claim_decide", "claims/<str:period>/findings/<int:number>/decide/", claims_work.decide,
          ("claims.decide",), SEND),
    Route("facility_findings", "facility/claims/findings/", claims_answers.own, ("own.facility",)),
    Route("facility_statements", "facility/claims/statements/", claims_statement.own, ("own.facility",)),
    Route("facility_agree", "facility/claims/statements/agree/", claims_statement.agree, ("own.facility",), SEND),
    Route("facility_minutes", "facility/claims/statements/<str:period>/<int:months>/C82.<str:form>",
          claims_statement.own_minutes, ("own.facility",)),
    Route("facility_document", "facility/claims/documents/<int:number>/", claims_answers.own_document,
          ("own.facility",)),
    Route("facility_lists", "facility/claims/lists/", claims_uploads.own, ("own.facility",)),
    Route("facility_list_send", "facility/claims/lists/send/", claims_uploads.send, ("own.facility",), SEND),
    Route("facility_list_form", "facility/claims/lists/form/<str:name>.xlsx", claims_uploads.form, ("own.facility",)),
    Route("facility_list", "facility/claims/lists/<int:number>/", claims_uploads.own_one, ("own.facility",)),
    Route("facility_list_comments", "facility/claims/lists/<int:number>/comments.xlsx", claims_uploads.own_comments,
          ("own.facility",)),
    Route("facility_list_withdraw", "facility/claims/lists/<int:number>/withdraw/", claims_uploads.withdraw,
          ("own.facility",), SEND),
    Route("facility_claims", "facility/claims/", claims_counter.show, ("own.facility",)),
    Route("facility_claim", "facility/claims/<str:period>/<int:number>/", claims_answers.own_one, ("own.facility",)),
    Route("facility_answer", "facility/claims/<str:period>/findings/<int:number>/answer/", claims_answers.answer,
          ("own.facility",), SEND),
    Route("facility_check", "facility/claims/check/", claims_counter.check, ("own.facility",), SEND),
    Route("facility_send", "facility/claims/send/", claims_counter.send, ("own.facility",), SEND),
    Route("months", "months/", months.show, ("months",)),
    Route("freezes", "months/frozen/", freezes.show, ("months",)),
    Route("freeze_reopened", "months/frozen/<str:period>/", freezes.reopened, ("months",)),
    Route("month", "months/<str:period>/", months.one, ("months",)),
    Route("month_close", "months/<str:period>/close/", months.close, ("months.close",), SEND),
    Route("month_sign", "months/<str:period>/sign/", months.sign, SIGNERS, SEND),
    Route("targets", "targets/", targets.show, ("targets",)),
    Route("outlook", "targets/outlook/", outlook.show, ("targets",)),
    Route("plan_split", "targets/split/", plans.split, ("targets",)),
    Route("plan_split_assign", "targets/split/assign/", plans.assign_split, ("targets.write",), SEND),
    Route("plan_move", "targets/split/move/", plans.move, ("targets.write",), SEND),
    Route("plan_weeks", "targets/weeks/", plans.weeks, ("targets",)),
    Route("plan_years", "targets/years/", plans.years, ("targets",)),
    Route("direction", "direction/", director.show, ("direction",)),
    Route("tasks", "direction/tasks/", tasks.show, ("direction",)),
    Route("task_new", "direction/new/", tasks.new, ("direction.give",), BOTH),
    Route("task", "direction/tasks/<int:number>/", tasks.one, ("direction",)),
    Route("task_move", "direction/tasks/<int:number>/move/", tasks.move, TASKS, SEND),
    Route("task_cascade", "direction/tasks/<int:number>/cascade/", tasks.cascade, TASKS, SEND),
    Route("questions", "direction/questions/", questions.show, ("direction",)),
    Route("question_new", "direction/questions/new/", questions.new, ("direction.work",), BOTH),
    Route("question", "direction/questions/<int:number>/", questions.one, ("direction",)),
    Route("question_answer", "direction/questions/<int:number>/answer/", questions.answer, ("direction.work",), SEND),
    Route("question_withdraw", "direction/questions/<int:number>/withdraw/", questions.withdraw,
          ("direction.work",), SEND),
    Route("scores", "scores/", scores.show, ("scores",)),
    Route("scores_freeze", "scores/freeze/", scores.freeze, ("scores.freeze",), SEND),
    Route("score_rules", "scores/rules/", score_rules.enter, ("scores.freeze",), SEND),
    Route("score_rules_approve", "scores/rules/<int:number>/approve/", score_rules.approve, ("scores.decide",), SEND),
    Route("score_slip", "scores/slips/", score_rules.note_slip, ("scores.freeze",), SEND),
    Route("score", "scores/<int:number>/", scores.one, ("scores",)),
    Route("score_dispute", "scores/<int:number>/dispute/", scores.dispute, ("direction.work",), SEND),
    Route("score_sign", "scores/<int:number>/sign/", scores.sign, ("scores.decide",), SEND),
    Route("score_answer", "scores/disputes/<int:number>/answer/", scores.answer, ("scores.decide",), SEND),
    Route("alerts", "alerts/", alerts.show, ("alerts",)),
    Route("alert", "alerts/<int:number>/", alerts.one, ("alerts",)),
    Route("alert_note", "alerts/<int:number>/note/", alerts.note, ("alerts.note",), SEND),
    Route("targets_load", "targets/load/", targets.take_in, ("targets.write",), SEND),
    Route("briefing", "briefing/", briefing.show, ("briefing",)),
    Route("weekly", "briefing/weekly/", briefing.show_week, ("briefing",)),
    Route("weekly_file", "briefing/weekly/week.<str:form>", briefing.save_week, ("briefing",)),
    Route("briefing_file", "briefing/briefing.<str:form>", briefing.save, ("briefing",)),
    Route("users", "users/", users.show_list, ("users",)),
    Route("user_new", "users/new/", users.create, ("users",), SEND),
    Route("user", "users/<int:number>/", users.show, ("users",)),
    Route("user_grant", "users/<int:number>/grant/", users.give, ("users",), SEND),
    Route("user_change", "users/<int:number>/change/", users.change, ("users",), SEND),
    Route("changes", "changes/", registry_changes.show, CHANGES),
    Route("change_decide", "changes/<uuid:number>/decide/", registry_changes.decide, CHANGES, SEND),
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
    Route("invariants", "audit/invariants/", invariants.show, ("audit",)),
    Route("invariants_look", "audit/invariants/look/", invariants.look, ("audit",), SEND),
    Route("reads", "audit/reads/", audit.reads, ("audit",)),
    Route("portal", "portal/", portal.start, ("own.unit",)),
    Route("portal_filings", "portal/filings/", portal.filings, ("own.unit",)),
    Route("dossiers", "dossiers/", dossiers.show, ("dossiers",)),
    Route("benefit_statistics", "dossiers/statistics/", statistics.show, ("dossiers",)),
    Route("benefit_statistics_rows", "dossiers/statistics/rows/", statistics_rows.decided, ("dossiers",)),
    Route("onetime_rows", "dossiers/statistics/one-time/rows/", statistics_rows.applied, ("dossiers",)),
    Route("onetime_trend", "dossiers/statistics/one-time/", statistics_onetime.show, ("dossiers",)),
    Route("dossier_new", "dossiers/new/", dossier_moves.new, ("dossiers.receive",), BOTH),
    Route("benefit_lists", "dossiers/lists/", dossier_lists.show, ("dossiers", "own.unit")),
    Route("benefit_list_new", "dossiers/lists/new/", dossier_lists.new, ("dossiers.receive", "own.unit"), BOTH),
    Route("benefit_list", "dossiers/lists/<uuid:number>/", dossier_lists.one, ("dossiers", "own.unit")),
    Route("benefit_list_check", "dossiers/lists/<uuid:number>/check/", dossier_lists.check_now,
          ("dossiers", "own.unit"), SEND),
    Route("benefit_list_decide", "dossiers/lists/<uuid:number>/decide/", dossier_lists.decide,
          ("dossiers.receive",), SEND),
    Route("benefit_list_workbook", "dossiers/lists/<uuid:number>/comments.xlsx", dossier_lists.workbook,
          ("dossiers", "own.unit")),
    Route("benefit_list_decisions", "dossiers/lists/<uuid:number>/C70b.<str:form>", dossier_lists.decision_list,
          ("dossiers", "own.unit")),
    Route("benefit_list_opinions", "dossiers/lists/<uuid:number>/<str:step>/C70a.xlsx", dossier_bulk.save_opinions,
          DOSSIER_STEPS),
    Route("benefit_list_opine", "dossiers/lists/<uuid:number>/<str:step>/opinions/", dossier_bulk.opinions,
          DOSSIER_STEPS, SEND),
    Route("benefit_list_step", "dossiers/lists/<uuid:number>/<str:step>/", dossier_bulk.step, DOSSIER_STEPS, BOTH),
    Route("reopenings", "dossiers/reopened/", dossier_reopened.show, ("dossiers",)),
    Route("reopenings_find", "dossiers/reopened/find/", dossier_reopened.find, ("dossiers.review",), SEND),
    Route("reopening_decide", "dossiers/reopened/<uuid:number>/", dossier_reopened.decide, ("dossiers.review",), SEND),
    Route("dossier", "dossiers/<uuid:number>/", dossiers.one, ("dossiers",)),
    Route("dossier_letter", "dossiers/<uuid:number>/letter-<str:form>.pdf", dossiers.letter, ("dossiers",)),
    Route("dossier_move", "dossiers/<uuid:number>/<str:move>/", dossier_moves.make,
          ("dossiers.receive", *DOSSIER_STEPS), SEND),
    Route("simulators", "simulators/", simulators.show, ANYONE, BOTH),
    Route("what_if", "what-if/", simulators_law.show, WHAT_IF),
    Route("simulators_person", "simulators/people/<int:number>/", simulators.show_person, ("people",), BOTH),
    Route("payments", "payments/", payroll.show, ("payroll",)),
    Route("payments_open", "payments/open/", payroll.open_new, ("payroll.run",), SEND),
    Route("payments_answers", "payments/answers/", payroll.take_in, ("payroll.answers",), SEND),
    Route("payments_increases", "payments/increases/", payroll_increases.show, ("payroll",)),
    Route("payments_back", "payments/back/", payroll.back, ("payroll",)),
    Route("payments_again", "payments/again/", payment_lines.again, ("payroll.run",), SEND),
    Route("payment_line", "payments/lines/<str:reference>/", payment_lines.one, ("payroll",)),
    Route("payment_line_ask", "payments/lines/<str:reference>/destination/", payment_lines.ask, ("payroll.run",), SEND),
    Route("payment_files", "payments/files/", payroll_files.show, ("payroll",)),
    Route("payment_file_of", "payments/files/<int:number>/", payroll_files.one, ("payroll",)),
    Route("payment_file_act", "payments/files/<int:number>/<str:step>/", payroll_files.act, ("payroll.run",), SEND),
    Route("payee_decide", "payments/payees/<uuid:number>/", payroll_files.decide, ("payroll.approve",), SEND),
    Route("payment", "payments/<uuid:number>/", payroll.one, ("payroll",)),
    Route("payment_file", "payments/<uuid:number>/files/<str:name>", payroll.file, ("payroll",)),
    Route("payment_step", "payments/<uuid:number>/<str:step>/", payroll.step, ("payroll.run", "payroll.approve"), SEND),
    Route("relief", "relief/", relief.show, ("relief",)),
    Route("relief_list", "relief/lists/<int:number>/", relief.one_list, ("relief",), BOTH),
    Route("relief_workbook", "relief/lists/<int:number>/list.xlsx", relief.workbook, ("relief",)),
    Route("relief_measure", "relief/<str:code>/", relief.one, ("relief",)),
    Route("relief_step", "relief/<str:code>/<str:step>/", relief.step, ("relief.run", "relief.decide", "payroll.run"),
          SEND),
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

    return require_http_methods(list(route.methods))(view)


urlpatterns: list[URLPattern] = [path(route.pattern, guarded(route), name=route.name) for route in ROUTES]
