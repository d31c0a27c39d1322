"""The catalogue of checks on D02-LT, one pure function a rule, over columns. The sentences stand in catalogue.yaml."""
