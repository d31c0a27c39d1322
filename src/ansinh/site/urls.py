"""Which path goes to which door."""

from django.urls import URLPattern, URLResolver, include, path

from ansinh.web.pages import problems

urlpatterns: list[URLPattern | URLResolver] = [path("", include("ansinh.web.routes"))]
handler403 = problems.forbidden
handler404 = problems.missing
handler500 = problems.broken
