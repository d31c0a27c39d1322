"""One module for each place a viewer can go: read through the store, make one call, render."""
