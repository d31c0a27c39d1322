"""What the texts say: pure, columns in, columns out."""
