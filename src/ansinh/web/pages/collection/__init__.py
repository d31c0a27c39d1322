"""Pages of collection: refunds."""
