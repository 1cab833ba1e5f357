"""The study page: coverage, requirements, leaders first, seminars, make-up and entries."""
