"""The API under one address, with its description (OpenAPI) served from this machine."""

from ninja import NinjaAPI

from ansinh.api import (
    benefit_statistics,
    benefits,
    benefits_bulk,
    cards,
    claims,
    claims_alerts,
    claims_answers,
    claims_lists,
    claims_numbers,
    debts,
    debts_lists,
    declarations,
    direction,
    direction_acts,
    fhir,
    inspections,
    inspections_work,
    invariants,
    lookup,
    outreach,
    outreach_agent_work,
    outreach_agents,
    outreach_offline,
    outreach_people,
    outreach_work,
    payments,
    payments_deaths,
    payments_work,
    planning,
    planning_briefing,
    registry,
    registry_books,
    registry_changes,
    registry_second,
    relief,
    simulators,
)
from ansinh.api.callers import PartnerKey, SignedIn
from ansinh.api.problems import answer_problems
from ansinh.api.unfit import answer_unfit

api = NinjaAPI(
    title="An Sinh",
    version="1",
    description="Kê khai, người tham gia, đơn vị / Declarations, people, employer accounts. Money is whole dong.",
    auth=[PartnerKey(), SignedIn()],
    urls_namespace="api",
)
answer_problems(api)
answer_unfit(api)
api.add_router("/declarations", declarations.router)
api.add_router("/cards", cards.router)
api.add_router("/fhir", fhir.router)
api.add_router("/claims", claims.router)
api.add_router("/claims", claims_alerts.router)
api.add_router("/claims", claims_answers.router)
api.add_router("/claims", claims_lists.router)
api.add_router("/claims", claims_numbers.router)
api.add_router("/debts", debts.router)
api.add_router("/debts", debts_lists.router)
api.add_router("/inspections", inspections_work.router)  # before the moves, whose last word is any
api.add_router("/inspections", inspections.router)
api.add_router("/invariants", invariants.router)
api.add_router("/outreach", outreach.router)
api.add_router("/outreach", outreach_work.router)
api.add_router("/outreach", outreach_offline.router)
api.add_router("/outreach", outreach_people.router)
api.add_router("/agents", outreach_agents.router)
api.add_router("/agents", outreach_agent_work.router)
api.add_router("/planning", planning.router)
api.add_router("/planning", planning_briefing.router)
api.add_router("/direction", direction.router)
api.add_router("/direction", direction_acts.router)
api.add_router("/coverage", lookup.router)
api.add_router("", simulators.router)
api.add_router("/benefits", benefit_statistics.router)
api.add_router("/dossiers", benefits.router)
api.add_router("/dossiers", benefits_bulk.router)
api.add_router("", payments.router)
api.add_router("", payments_deaths.router)
api.add_router("", payments_work.router)
api.add_router("", relief.router)
api.add_router("", registry.router)
api.add_router("", registry_books.router)
api.add_router("", registry_changes.router)
api.add_router("", registry_second.router)
