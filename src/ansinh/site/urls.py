"""Which path goes to which door."""

from django.urls import path

urlpatterns: list[path] = []
