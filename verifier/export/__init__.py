"""Results for others' programs: the outer contract, and the formats that `export` writes."""
