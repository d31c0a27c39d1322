"""Pages of planning: the outlook to the end of the year."""
