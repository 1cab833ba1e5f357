"""The page that sends workbooks out and takes them in."""
