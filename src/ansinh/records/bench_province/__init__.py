"""The province of the benchmarks: made of seeded columns, loaded by COPY, under production's constraints."""
