"""What joins inspection with its neighbours: risk from all stairs, odd claims, payment points, findings declared."""
