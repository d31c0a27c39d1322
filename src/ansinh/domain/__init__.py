"""What the agency must do: pure, facts in, decisions and findings out."""
