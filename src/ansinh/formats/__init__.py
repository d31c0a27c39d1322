"""Bytes to values and back: workbooks, XML, QR, bank files, documents."""
