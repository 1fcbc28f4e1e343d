"""How the Orne of the demo goes to meet people."""
