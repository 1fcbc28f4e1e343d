"""Fuzzing of what reads files and messages of others (see docs/security/fuzzing.md)."""
