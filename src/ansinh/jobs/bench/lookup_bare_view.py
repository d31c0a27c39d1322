"""The bare view: what a look-up costs when nothing but the question is answered. No rights, no limits, no log.

WSGI, a pool, one prepared query by key, JSON. It is the measure `ansinh bench lookup` holds the product against.
"""

import json
import os
from collections.abc import Iterable
from typing import Any, Final

from psycopg_pool import ConnectionPool

POOL: Final = 8
QUERY: Final = (
    'SELECT p.full_name, c."group", c.level, lower(c.validity), upper(c.validity), f.code FROM records_person p '
    "JOIN records_cardperiod c ON c.person_id = p.id AND c.superseded_at IS NULL AND c.validity @> current_date "
    "LEFT JOIN records_facility f ON f.id = c.facility_id WHERE p.si_number = %s"
)


pool: "ConnectionPool[Any]" = ConnectionPool(
    os.environ["DATABASE_URL"], min_size=1, max_size=POOL, kwargs={"autocommit": True}, open=False
)


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:  # noqa: ANN401 - as WSGI has it
    """Answer the number in the body with its card."""
    number = json.loads(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])))["number"]
    pool.open()
    with pool.connection() as connection:
        row = connection.execute(QUERY, [number], prepare=True).fetchone()
    found: tuple[Any, ...] = row or ()
    body = json.dumps({"valid": bool(found), "card": [str(value) for value in found]}, ensure_ascii=False).encode()
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]
