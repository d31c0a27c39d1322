"""The one Django app that holds tables."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Label `records`, so tables are named records_<model>."""

    name = "ansinh.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"
