"""Turn plain sheets into workbooks and workbooks into plain rows: the only room with openpyxl."""
