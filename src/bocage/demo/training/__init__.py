"""The course of the demo."""
