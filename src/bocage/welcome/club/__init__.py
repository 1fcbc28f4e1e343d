"""Introductions of households to members of the club, and meetings."""
