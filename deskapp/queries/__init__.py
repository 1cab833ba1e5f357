"""What a user may ask: functions that return plain rows, selected as columns."""
