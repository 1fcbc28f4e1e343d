"""Handlers of events of training."""
