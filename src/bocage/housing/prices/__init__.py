"""Prices by commune: sales, rents, and what living in a home costs each month."""
