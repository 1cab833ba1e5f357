"""The marks that an office's own form may hold, and the values that they stand for."""
