"""Homes that a household follows, visits and chooses, and the saved search by which the housing
watch looks for one.
"""
