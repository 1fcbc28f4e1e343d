"""The households of the demo, and those who welcome them."""
