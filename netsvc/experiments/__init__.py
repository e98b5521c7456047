"""Pilots (``Experiment`` in code): plan, guards, pure statistics, verdict. No database in here."""
