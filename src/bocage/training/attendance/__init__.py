"""Attendance: the register that is signed half-day by half-day, its chain, and its papers."""
