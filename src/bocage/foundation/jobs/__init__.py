"""Work that is done after the request, and what the worker does by itself."""
