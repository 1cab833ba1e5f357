"""Fill an office's own form: its marks give way to values, everything else stays as it is.

The parts of the package are edited one by one instead of being read and written anew by a
library: styles, charts, shapes, pictures, macros and print settings are then never touched.
"""
