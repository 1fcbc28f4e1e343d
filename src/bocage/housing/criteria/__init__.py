"""Criteria of homes: kinds, bounds and circles, in addresses, forms and sentences."""
