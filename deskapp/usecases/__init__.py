"""What a user may do: one function an action, each carried out in one transaction."""
