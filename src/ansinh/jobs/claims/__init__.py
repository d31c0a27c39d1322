"""Runs over claims: a folder of files taken in by processes, resumable and killable at any moment."""
