"""The fast doors of the database: columns out through Arrow, columns in through binary COPY, packed blocks."""
