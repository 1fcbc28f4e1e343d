"""Readers of delivery formats, one module each, pure: bytes in, typed rows and row errors out."""
