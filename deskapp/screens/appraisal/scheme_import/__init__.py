"""Take a scheme over from a scoring table: read, looked at, then saved."""
