"""Bytes <-> values: workbooks, declarations, statements, bank files, QR codes, documents. No database, no network, no clock."""
