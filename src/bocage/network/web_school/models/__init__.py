"""Rows of web school."""
