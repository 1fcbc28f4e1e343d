"""Common parts of all workloads: instances, clients, measures, and the machine."""
