"""Server set up by deploy/server, in a Debian tree that systemd boots in namespaces.

It tests the public entry, the automatic rollback of upgrades, and the resources of an instance.
"""
