"""Turn plain papers into Word documents: the only room with python-docx."""
