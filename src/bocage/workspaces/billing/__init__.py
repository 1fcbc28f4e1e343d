"""What places ask for: tariffs, passes, charges, those who pay, and statements."""
