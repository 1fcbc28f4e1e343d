"""Campaigns: their links, expenses and results, and for which département one keeps in touch."""
