"""Prospects: people met, their consents, segments, imports, duplicates and erasure."""
