"""One measure a file; each file has one ``MEASURE``, and the registry finds it here."""
