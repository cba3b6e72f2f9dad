// The code that a learner hands in: the policy itself, in a short form with a checksum. Python runs it again.

import { crc32 } from "../luck.js";
import { shortLink } from "../policy/links.js";

// A sign that a link may hold as it is, and that no reader of messages makes into another.
const BETWEEN = "~";

/** Return the code of a policy in a country: values as declared are left out, a checksum ends it. */
export function codeOf(country, policy, baseline = null) {
  const pairs = shortLink(policy, baseline).replaceAll(BETWEEN, "%7E").replaceAll("&", BETWEEN);
  const text = `${country}${BETWEEN}${pairs}`;
  return `${text}${BETWEEN}${crc32(text).toString(16).padStart(8, "0")}`;
}
