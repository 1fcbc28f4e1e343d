"""The programme of an edition: wishes, rooms and slots as a problem, solved and judged."""
