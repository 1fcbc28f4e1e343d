"""Feeds: sources, their deliveries, and the stock of listings brought to them."""
