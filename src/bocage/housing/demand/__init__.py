"""Demand around a commune, and the weekly letter to those who answer for it."""
