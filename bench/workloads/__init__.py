"""Workloads: each is a module of this folder, or one for each of its parts."""
