"""Pages of collection: bank, debts, inspections, refunds; one line each, part of the table in routes.py."""

from ansinh.web.pages import bank
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
from ansinh.web.route import SEND, Route

COLLECTION: tuple[Route, ...] = (
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
)  # fmt: skip
