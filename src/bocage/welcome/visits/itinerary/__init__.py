"""The moments of a visit: where, when and with whom, and what those who are met are asked."""
