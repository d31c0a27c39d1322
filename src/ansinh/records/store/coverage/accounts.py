"""Accounts of hospitals' systems at the compatibility endpoint."""

from django.contrib.auth.hashers import make_password
from django.db import connection

from ansinh.records.store.registry.facilities import facility_by_code


def kept_secret(password_md5: str) -> str:
    """Return what is kept of the MD5 (hexadecimal) a hospital's system sends: a proper hash of it in capitals."""
    return make_password(password_md5.upper())


def open_account(username: str, facility: str, password_md5: str, actor: str) -> None:
    """Open an account for a facility; one of that name is closed and stays readable."""
    place = facility_by_code(facility)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE records_gatewayaccount SET superseded_at = now() WHERE username = %s AND superseded_at IS NULL",
            [username],
        )
        cursor.execute(
            "INSERT INTO records_gatewayaccount (username, secret, facility_id, validity, recorded_by) "
            "VALUES (%s, %s, %s, daterange((now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, NULL), %s)",
            [username, kept_secret(password_md5), place.id, actor],
        )
