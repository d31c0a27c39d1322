"""PostgreSQL through Django: the tables, and the doors to them."""
