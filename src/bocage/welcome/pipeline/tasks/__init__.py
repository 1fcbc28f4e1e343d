"""Work by the clock of pipeline."""
