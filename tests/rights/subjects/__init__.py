"""On what the rights of each room are asked: a module or a package of this folder each."""
