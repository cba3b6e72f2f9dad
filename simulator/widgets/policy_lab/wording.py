"""What the lab's engine says, refusals and notes: the English stands in its JavaScript, and is found there.

As with GNU gettext, a sentence is the key of its translation: a page in English loads no catalogue of them.
Own, in two patterns: Babel finds the same (a test asks it), but brings 31 MB to whoever shows a lab.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
TEXT = r'"(?:[^"\\\n]|\\.)*"'
CALL = re.compile(rf"\bwords\(\s*({TEXT}(?:\s*\+\s*{TEXT})*)")


@cache
def engine_sentences() -> tuple[str, ...]:
    """Return every sentence of the engine in English, in the order of its modules, each once.

    >>> "Choose another seed." in engine_sentences()
    True
    """
    modules = (path.read_text("utf-8") for path in sorted(FOLDER.rglob("*.js")))
    return tuple(dict.fromkeys(sentence for module in modules for sentence in sentences_in(module)))


def sentences_in(module: str) -> list[str]:
    """Return the sentence of each call of `words` in the text of a module, its parts joined.

    >>> sentences_in('throw words("one {name} " + "and two", { name });')
    ['one {name} and two']
    """
    return ["".join(map(json.loads, re.findall(TEXT, parts))) for parts in CALL.findall(module)]
