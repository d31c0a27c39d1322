"""The queue, the batch engine, monthly and nightly runs."""
