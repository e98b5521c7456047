"""What is counted about a person, seen and contested by that person; declared skills."""
