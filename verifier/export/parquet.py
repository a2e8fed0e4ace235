"""Tables as Parquet, with the types of their columns. Needs the extra `tables`."""

from __future__ import annotations

import io

import polars as pl

from verifier.export.flat import FlatTable, Type

_TYPES = {
    Type.TEXT: pl.String,
    Type.NUMBER: pl.Float64,
    Type.WHOLE: pl.Int64,
    Type.FLAG: pl.Boolean,
    Type.DAY: pl.Date,
}


def as_parquet(table: FlatTable) -> bytes:
    """The table as a Parquet file; text is as it is in the ledger."""
    schema = {column.name: _TYPES[column.type] for column in table.columns}
    frame = pl.DataFrame(list(table.rows), schema=schema, orient="row")
    out = io.BytesIO()
    frame.write_parquet(out)
    return out.getvalue()
