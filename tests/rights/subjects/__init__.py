"""Subjects of the rights of each room: one module or package of this folder each."""
