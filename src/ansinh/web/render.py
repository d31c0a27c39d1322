"""A page: a template with the frame around it (who looks, where they can go, which language)."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from ansinh.web import navigation, speech
from ansinh.web.viewer import Viewer


def page(request: HttpRequest, template: str, context: Mapping[str, Any], status: int = 200) -> HttpResponse:
    """Return `template` (a name under templates/ansinh) rendered for `request`."""
    return HttpResponse(text(request, template, context), status=status)


def text(request: HttpRequest, template: str, context: Mapping[str, Any]) -> str:
    """Return `template` rendered as text, with the frame's values."""
    viewer: Viewer | None = getattr(request, "viewer", None)
    frame = {
        "viewer": viewer,
        "language": speech.language(),
        "navigation": navigation.grouped(viewer, navigation.of(viewer, request.path)) if viewer else (),
        "family": navigation.tabs(viewer, request.path) if viewer else (),
        "tabbar": navigation.tabbar(viewer, request.path) if viewer else (),
        "partial": request.headers.get("HX-Request") == "true",
    }
    return render_to_string(f"ansinh/{template}", {**frame, **context}, request=request)
