"""Acts of outreach: take in lists, find prospects, give them out, write down what came of it."""
