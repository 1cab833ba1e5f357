"""The page of the calendar: a month, its days, and what stands on the chosen one."""
