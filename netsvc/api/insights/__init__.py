"""Insights (`/insights`): read-only, its types made from the registry of measures."""
