"""Suitability of communes for a household: criteria, marks, ranking and presentation."""
