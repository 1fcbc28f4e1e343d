"""Ambassadors: settled households who speak of the territory, their links and thanks."""
