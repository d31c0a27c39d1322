"""Pages: translate, make one call, render."""
