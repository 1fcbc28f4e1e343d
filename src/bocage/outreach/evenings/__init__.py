"""Evenings in cities: planned, registered for, held, and those who came thanked."""
