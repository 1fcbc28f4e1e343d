"""The links of the room in the head of the public pages."""
