"""Synthetic claims: a quarter of real files in the ministry's format, clean ones and ones with a planted fault.

Nothing here imports the checker: the writer builds raw files from the text of the standard, the planter changes them
after each rule's example in the catalogue.
"""
