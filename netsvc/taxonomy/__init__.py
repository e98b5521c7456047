"""Issue types edited by people: added, translated, merged, split and retired; their gaps."""
