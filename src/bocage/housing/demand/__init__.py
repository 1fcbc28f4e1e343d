"""Demand around a commune: how many households look for what, without names."""
