"""Measurements: the month of a province against its floor, storage, the kernel alone."""
