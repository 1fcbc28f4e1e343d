"""One module per outside format, pure: bytes in, typed rows and row errors out."""
