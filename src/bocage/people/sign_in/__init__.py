"""Authentication: codes, passkeys, sessions, second factor."""
