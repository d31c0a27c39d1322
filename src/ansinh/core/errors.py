"""Exceptions: only for broken programs and broken promises. Bad input is a finding, not an exception."""

from errno import EDQUOT, ENOSPC

from ansinh.core.text import Text

DISK_FULL = "53100"  # SQLSTATE of a database whose disk is full


class AnsinhError(Exception):
    """Root of every exception of the product; carries a sentence a person can act on, and an exit code."""

    exit_code = 1

    def __init__(self, message: Text) -> None:
        """Keep the bilingual `message`; str() gives the English one."""
        super().__init__(message.en)
        self.message = message

    def __reduce__(self) -> tuple[type["AnsinhError"], tuple[Text]]:
        """Travel between processes with both languages."""
        return type(self), (self.message,)


class UnknownValueError(AnsinhError):
    """The law was asked for a dated value that is not established, or before its first day."""

    exit_code = 3


class RefusedError(AnsinhError):
    """An act was refused by a rule of the agency (rights, state, segregation of duties)."""

    exit_code = 4


class ConflictError(AnsinhError):
    """The same key was used before with other content, or the record changed meanwhile."""

    exit_code = 5


class MissingError(AnsinhError):
    """The thing asked for does not exist, or may not be seen."""

    exit_code = 6


def disk_is_full(error: BaseException) -> bool:
    """Return whether a file or the database said that there is no room left."""
    if isinstance(error, OSError) and error.errno in (ENOSPC, EDQUOT):
        return True
    return getattr(error.__cause__ or error, "sqlstate", None) == DISK_FULL
