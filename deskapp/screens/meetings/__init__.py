"""The meetings page: list, and one meeting with its tabs."""
