"""An instance as whoever runs it starts and sets it up."""
