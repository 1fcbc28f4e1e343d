"""Refusals of projects."""
