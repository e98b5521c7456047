"""Who is at work when: opening hours, public holidays, planned absence and presence."""
