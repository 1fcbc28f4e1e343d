"""Refusals of pipeline."""
