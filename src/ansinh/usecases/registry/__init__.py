"""The registry: people, households, employers, offices and places."""
