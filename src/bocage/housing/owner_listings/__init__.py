"""Homes offered by their owners: confirmed, reviewed, checked for freshness."""
