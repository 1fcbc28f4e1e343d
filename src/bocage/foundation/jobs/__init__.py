"""Background tasks: work after a request, and periodic work of the worker."""
