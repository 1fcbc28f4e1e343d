"""Local servers that speak the real protocols to the code under test."""
