"""Importing this sets Django up: the first import of every command that reaches the records."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ansinh.site.settings")
django.setup()
