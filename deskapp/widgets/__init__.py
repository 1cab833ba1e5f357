"""Qt parts that the screens share."""
