"""Prices by commune: sales, rents, and the monthly cost of a home."""
