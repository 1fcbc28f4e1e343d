"""The welcome: settlement projects, and who answers, hosts and accompanies them."""
