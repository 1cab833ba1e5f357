"""The home page: the demands on the year, what is due, and what is missing."""
