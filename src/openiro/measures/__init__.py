"""Measure definitions over tables, run by the embedded engine or by one that a council already has. No Django."""
