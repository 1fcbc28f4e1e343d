"""Sequences of letters: written, entered by prospects, sent by the clock, answered and ended."""
