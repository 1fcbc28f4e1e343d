"""The École du Web: its editions, their pitches, programme and day."""
