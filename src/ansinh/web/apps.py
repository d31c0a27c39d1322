"""The pages as a Django app: templates, static files, template tags. No tables."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Templates and static files of the pages."""

    name = "ansinh.web"
    label = "web"
