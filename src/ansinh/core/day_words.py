"""Days and months inside a sentence, as people here write them: 2021-12-30 is 30/12/2021, 2021-09 is 09/2021."""

import re
from typing import Final

_DAY: Final = re.compile(r"(?<![\w/.-])((?:19|20)\d\d)-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?(?![\w-])")


def written_days(text: str) -> str:
    """Return a text with every day and month turned round; numbers of documents and codes stay as they are."""
    return _DAY.sub(lambda found: "/".join(part for part in (found[3], found[2], found[1]) if part), text)
