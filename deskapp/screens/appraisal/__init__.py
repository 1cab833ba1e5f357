"""The appraisal page: the grid of points, and why each is what it is."""
