"""What the club tells other rooms, by subject."""
