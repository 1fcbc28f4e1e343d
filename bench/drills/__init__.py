"""Fault drills: faults injected while people book, and the losses they cause."""
