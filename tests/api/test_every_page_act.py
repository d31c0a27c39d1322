"""Every act a page of outreach, debts, inspections, plans and directions offers is open to the API too."""

import pytest

from ansinh.api.urls import api
from ansinh.web.routes import ROUTES

PAGES = ("outreach/", "desk/", "debts/", "inspections/", "targets/", "direction/", "scores/", "alerts/")
ACTS: dict[str, str] = {
    "debt_session_new": "POST /api/debts/sessions",
    "debt_publish": "POST /api/debts/publications",
    "debt_case_act": "POST /api/debts/accounts/{code}/instalments",
    "debt_plan_decide": "POST /api/debts/instalments/{number}/decision",
    "debt_step_deliver": "POST /api/debts/steps/{number}/delivered",
    "debt_promise": "POST /api/debts/accounts/{code}/promises",
    "debt_step_do": "POST /api/debts/steps/{number}/done",
    "recovery_open": "POST /api/debts/campaigns",
    "inspection_open": "POST /api/inspections/cases",
    "inspection_plan_new": "POST /api/inspections/plans",
    "inspection_plan_sign": "POST /api/inspections/plans/{number}/sign",
    "inspection_move": "POST /api/inspections/cases/{number}/{move}",
    "inspection_note": "PUT /api/inspections/cases/{number}/papers/{code}",
    "inspection_follow": "POST /api/inspections/cases/{number}/requests",
    "activities_load": "POST /api/outreach/activities/file",
    "activity_new": "POST /api/outreach/activities",
    "activity_plan": "POST /api/outreach/activities/plans",
    "activity_change": "POST /api/outreach/activities/{number}/changes",
    "activity_guests": "POST /api/outreach/activities/{number}/guests",
    "campaign_open": "POST /api/outreach/campaigns",
    "campaign_close": "POST /api/outreach/campaigns/{number}/close",
    "messages_export": "POST /api/outreach/messages/export",
    "support_new": "POST /api/outreach/support",
    "support_add": "POST /api/outreach/support/{number}/people",
    "support_step": "POST /api/outreach/support/{number}/step",
    "agent_new": "POST /api/agents/",
    "agent_rate_enter": "POST /api/agents/rates",
    "agent_rate_approve": "POST /api/agents/rates/{number}/approval",
    "agent_step": "POST /api/agents/{agent}/checks",
    "offline_sync": "POST /api/outreach/offline",
    "desk_take": "POST /api/agents/desk/receipts",
    "desk_hand_on": "POST /api/agents/desk/hand-on",
    "desk_void": "POST /api/agents/desk/receipts/{number}/void",
    "desk_note": "POST /api/outreach/offline",
    "prospect_note": "POST /api/outreach/prospects/{prospect}/contacts",
    "prospect_give": "POST /api/outreach/prospects/{prospect}/owner",
    "prospect_message": "POST /api/outreach/messages",
    "prospect_consent": "POST /api/outreach/prospects/{prospect}/consents",
    "partner_list_load": "POST /api/outreach/lists",
    "plan_split_assign": "POST /api/planning/split",
    "plan_move": "POST /api/planning/moves",
    "task_new": "POST /api/direction/conclusions",
    "task_move": "POST /api/direction/tasks/{task}/moves",
    "task_cascade": "POST /api/direction/tasks/{task}/parts",
    "question_new": "POST /api/direction/questions",
    "question_answer": "POST /api/direction/questions/{question}/answers",
    "question_withdraw": "POST /api/direction/questions/{question}/withdrawal",
    "scores_freeze": "POST /api/direction/scores/freeze",
    "score_rules": "POST /api/direction/rules",
    "score_rules_approve": "POST /api/direction/rules/{number}/approval",
    "score_slip": "POST /api/direction/slips",
    "score_dispute": "POST /api/direction/scores/{number}/disputes",
    "score_sign": "POST /api/direction/scores/{number}/signature",
    "score_answer": "POST /api/direction/disputes/{number}/answer",
    "alert_note": "POST /api/direction/alerts/{alert}/notes",
    "targets_load": "POST /api/planning/files",
}
STEPS = {  # acts that share one address of a page
    "agent_step sign": "POST /api/agents/{agent}/contracts",
    "agent_step terminate": "POST /api/agents/{agent}/contracts/end",
    "agent_step settle": "POST /api/agents/{agent}/contracts/settlement",
    "agent_step commission": "POST /api/agents/{agent}/commission/{month}",
    "agent_step commission-approve": "POST /api/agents/{agent}/commission/{month}/approval",
    "agent_step void-approve": "POST /api/agents/{agent}/receipts/{number}/void",
    "agent_step point": "POST /api/agents/{agent}/points",
    "agent_step point-close": "POST /api/agents/{agent}/points/{code}/close",
    "agent_step collector": "PUT /api/agents/{agent}/collectors",
    "agent_step quota": "POST /api/agents/{agent}/quotas",
    "debt_case_act justify": "POST /api/debts/accounts/{code}/reason",
    "debt_case_act records": "POST /api/debts/accounts/{code}/records",
    "inspection_note counts": "PUT /api/inspections/cases/{number}/counts",
    "inspection_note books": "POST /api/inspections/cases/{number}/books",
    "inspection_note finding": "PUT /api/inspections/cases/{number}/findings",
    "inspection_note drop": "DELETE /api/inspections/cases/{number}/findings/{finding}",
    "inspection_follow done": "POST /api/inspections/cases/{number}/requests/{asked}/done",
    "inspection_follow recover": "PUT /api/inspections/cases/{number}/recoveries",
    "inspection_follow declare": "POST /api/inspections/cases/{number}/declaration",
    "inspection_follow claim": "POST /api/inspections/cases/{number}/claim",
}


def doors() -> set[str]:
    return {f"{method.upper()} {path}" for path, found in api.get_openapi_schema()["paths"].items() for method in found}


def test_every_act_of_these_pages_is_in_the_table() -> None:
    acts = {one.name for one in ROUTES if "POST" in one.methods and one.pattern.startswith(PAGES)}
    assert acts == set(ACTS)


@pytest.mark.parametrize(("act", "door"), [*ACTS.items(), *STEPS.items()], ids=lambda text: text)
def test_an_act_has_its_door(act: str, door: str) -> None:
    assert door in doors(), act


def test_an_address_is_answered_by_one_router() -> None:
    places = [
        f"{prefix.rstrip('/')}/{path.lstrip('/')}" for prefix, router in api._routers for path in router.path_operations
    ]
    assert sorted(path for path in set(places) if places.count(path) > 1) == []  # the second one would answer 405
