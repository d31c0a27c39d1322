"""Workbooks, CSV and their cells. The only folder that knows the spreadsheet libraries."""
