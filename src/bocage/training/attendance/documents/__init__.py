"""Documents of attendance."""
