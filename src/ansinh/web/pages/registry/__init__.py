"""Pages of the register: two numbers of one person."""
