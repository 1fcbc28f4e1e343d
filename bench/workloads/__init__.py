"""What is measured: a module of this folder each, or one for each of its parts."""
