"""The places of the demo, and who comes there."""
