"""Tables that the welcome reads, one module per form: bytes in, typed rows out, no database."""
