"""Unemployment insurance under the laws of 2013 and 2025."""
