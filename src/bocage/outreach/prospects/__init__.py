"""Prospects: whoever was met, what they agreed to, segments, imports, pairs and erasure."""
