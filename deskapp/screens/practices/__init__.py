"""The page of the practices: from a note to distinctive experience."""
