"""Inputs that several rooms share."""
