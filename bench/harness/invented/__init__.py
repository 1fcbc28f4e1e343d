"""Invented content in the quantities of a département: homes, deliveries, twins, editions."""
