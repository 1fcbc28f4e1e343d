"""What rooms on one floor need of each other, said by neither."""
