"""The code that a learner hands in: the policy itself, in a short form with a checksum."""

from __future__ import annotations

from zlib import crc32

from simulator.errors import BadInput, SimulatorError, expect
from simulator.policy import Policy, from_link, short_link

# A sign that a link may hold as it is, and that no reader of messages makes into another.
BETWEEN = "~"
MEND = "Copy the code from the lab again, all of it."


def code_of(country: str, policy: Policy, baseline: Policy | None = None) -> str:
    """Return the code of a policy in a country: values as declared are left out, a checksum ends it.

    >>> code_of("nepal", Policy.from_fragment("version=1&1.id=child_benefit&1.take_up=0.5"))
    'nepal~version=1~1.id=child_benefit~1.take_up=0.5~f1.id=levy_on_consumption~9033353e'
    """
    pairs = short_link(policy, baseline).replace(BETWEEN, "%7E").replace("&", BETWEEN)
    text = f"{country}{BETWEEN}{pairs}"
    return f"{text}{BETWEEN}{_checksum(text)}"


def read_code(code: str) -> tuple[str, Policy, Policy | None]:
    """Return the country, the policy and the baseline of a code; one that was cut or changed is refused.

    >>> read_code(code_of("nepal", Policy.from_fragment("version=1&1.id=child_benefit")))[0]
    'nepal'
    """
    expect("code", code, str, MEND)
    # A letter may have broken the line.
    text, found, checksum = "".join(code.split()).rpartition(BETWEEN)
    country, between, pairs = text.partition(BETWEEN)
    if not found or not between:
        raise BadInput("code", code, "the code of a challenge, such as nepal~version=1~…", MEND)
    if checksum != _checksum(text):
        raise SimulatorError(f"code: it was changed, or a part of it is missing. {MEND}")
    return country, *from_link(pairs.replace(BETWEEN, "&"))


def _checksum(text: str) -> str:
    return f"{crc32(text.encode()):08x}"
