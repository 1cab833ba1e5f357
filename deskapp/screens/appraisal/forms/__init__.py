"""The office's own forms: look at one, see what its marks stand for, fill it for all."""
