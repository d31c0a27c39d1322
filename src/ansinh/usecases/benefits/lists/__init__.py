"""Lists 01B-HSB of employers: received, checked with all findings at once, accepted row by row as dossiers."""
