"""Which path goes to which door."""

from django.urls import URLPattern, URLResolver, include, path

from ansinh.api.lookup import gateway_urls
from ansinh.api.urls import api
from ansinh.site.wiring import wire
from ansinh.web.pages import problems

wire()
urlpatterns: list[URLPattern | URLResolver] = [
    *gateway_urls,
    path("api/", api.urls),
    path("", include("ansinh.web.routes")),
]
handler403 = problems.forbidden
handler404 = problems.missing
handler500 = problems.broken
