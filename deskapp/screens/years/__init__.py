"""The turn of the year: carry forward, seal and reopen."""
