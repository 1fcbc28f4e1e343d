"""The parts of « ma commune », by subject."""
