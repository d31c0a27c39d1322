"""Runs of payments: what a batch would pay, writing its lines, its files for banks and post points, its answers."""
