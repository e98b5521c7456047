"""One file a measure; each has a ``MEASURE``. Nothing else is to be changed to add one."""
