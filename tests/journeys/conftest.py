from tests.committed import committed_db, migrated_db

__all__ = ["committed_db", "migrated_db"]
