"""Prices of places: tariffs by the hour, half-day or day, and what a period costs."""
