"""Alerts: facts of the market matched with searches, told by mail, browser and feed."""
