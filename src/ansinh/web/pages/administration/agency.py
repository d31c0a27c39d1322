"""The agency: its tree of offices as of a day, and what it has chosen for itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.text import Text
from ansinh.domain.registry.agency import CHOICES
from ansinh.usecases.registry import second_factor
from ansinh.web import clock, fields
from ansinh.web.attempts import carry_out
from ansinh.web.pages.registry import trees
from ansinh.web.render import page
from ansinh.web.viewer import viewer_of

CHOSEN = Text("Đã ghi lựa chọn của cơ quan.", "The agency's choice was kept.")


def show(request: HttpRequest) -> HttpResponse:
    """Show the offices as they stood on a day, what waits for a second person, and the choices."""
    viewer = viewer_of(request)
    day = fields.day(request.GET.get("day")) or clock.today()
    choices = CHOICES.values() if viewer.may("settings") else ()
    context = {
        "day": day,
        "choices": [(choice, second_factor.setting(choice.name)) for choice in choices],
        **trees.offices(viewer, day),
    }
    return page(request, "administration/agency.html", context)


def choose(request: HttpRequest) -> HttpResponse:
    """Keep a choice."""
    viewer = viewer_of(request)
    name, value = request.POST.get("name", ""), request.POST.get("value", "")
    carry_out(request, lambda: second_factor.choose(name, value, viewer.username), CHOSEN)
    return redirect("agency")
