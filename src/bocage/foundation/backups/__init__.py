"""Backups: one file that holds a whole instance, proven by loading it before it counts."""
