"""Each procedure put to the law: facts in, amounts and sentences out. Nothing here knows a clock or a database."""
