"""Mini-networks: people of several units, their agreement, their rota."""
