"""Medical claims: the standard they are written in, the rules they are assessed by, the outcome of every line."""
