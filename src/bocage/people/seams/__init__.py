"""Interfaces between rooms of one layer, which must not import each other."""
