"""What the agency does with a claim for a cash benefit: pure, facts in, decisions and findings out."""
