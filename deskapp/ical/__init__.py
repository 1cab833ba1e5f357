"""Turn plain dates into calendar files: the only room with icalendar."""
