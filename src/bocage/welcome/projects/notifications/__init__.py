"""Notifications of projects."""
