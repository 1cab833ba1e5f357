"""What plain values alone decide: pure functions, no database and no window."""
