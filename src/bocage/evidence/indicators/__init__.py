"""The indicators, one module a theme: add a module here and it is read."""
