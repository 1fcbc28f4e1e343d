"""How somebody comes in: codes, keys, sessions, second factor."""
