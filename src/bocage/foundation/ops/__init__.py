"""Startup and configuration of an instance, for its operators."""
