"""Homes that their owners offer: confirmed, reviewed, kept fresh."""
