"""Helpers shared by all subjects of the welcome: working days, signed links, the base of its
mails.
"""
