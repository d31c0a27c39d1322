"""The doors to the tables, one per stair: values in, values out."""
