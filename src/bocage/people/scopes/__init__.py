"""Territories and organisations over which mandates reach."""
