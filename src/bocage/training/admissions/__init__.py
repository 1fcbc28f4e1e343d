"""Admissions: applications, the juries that read them, and the seats that are offered."""
