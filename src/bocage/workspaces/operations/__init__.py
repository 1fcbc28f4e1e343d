"""Every change of state of the room, one function per verb."""
