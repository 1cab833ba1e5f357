"""The page of the posts: who is in them, which are vacant, and who follows whom."""
