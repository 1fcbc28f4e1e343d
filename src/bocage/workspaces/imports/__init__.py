"""Parsers of outside formats: bytes in, typed rows and row errors out."""
