"""What every workload stands on: an instance, a client, measures, and the machine."""
