"""Waiting lists for spaces that are taken, and the offers made to those who wait."""
