"""Bytes <-> values: workbooks, declarations, bank files, QR codes, documents. No database, no network, no clock."""
