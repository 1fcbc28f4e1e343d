"""Handlers of events of suitability."""
