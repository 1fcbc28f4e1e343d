"""Requests that wait for the answer of a host."""
