"""Rows and files that a bench needs before it measures: one module for each stage."""
