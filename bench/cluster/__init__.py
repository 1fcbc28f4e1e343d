"""A cluster of several machines, built on one from the files of deploy/cluster, to be broken."""
