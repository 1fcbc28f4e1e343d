"""Alerts: market facts matched with searches, sent by mail, Web Push and feed."""
