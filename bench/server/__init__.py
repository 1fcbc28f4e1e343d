"""A server as deploy/server sets one up, in a Debian tree that systemd boots in namespaces: to
prove the way in, the upgrade that goes back by itself, and what an instance takes."""
