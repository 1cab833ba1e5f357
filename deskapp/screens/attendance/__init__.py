"""The list of who was expected at a meeting, marked by keyboard."""
