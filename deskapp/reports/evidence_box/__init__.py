"""The evidence box: all that a year's appraisal rests on, as one folder or one .zip.

Its index leads from every indicator to the files behind it, and `sha256.txt` tells later
whether each of them is as it was put in.
"""
