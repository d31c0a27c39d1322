"""The door to people, employers, offices and places."""
