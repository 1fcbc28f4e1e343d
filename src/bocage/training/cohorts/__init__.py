"""Cohorts: when a programme is taught, step by step, with sessions, rooms and seats."""
