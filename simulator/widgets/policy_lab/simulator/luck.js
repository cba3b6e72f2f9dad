// Luck that is hashed, not stored: the same in every policy, and in both languages.

export const HIGHEST_SEED = 2 ** 32 - 1;

/** Return a 32-bit integer mixed so that each input bit moves half of the output bits (C. Wellons, 2018). */
export function lowbias32(number) {
  let mixed = number ^ (number >>> 16);
  mixed = Math.imul(mixed, 0x7feb352d);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0x846ca68b);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** Return the checksum of a text that zlib calls crc32. */
export function crc32(text) {
  let sum = 0xffffffff;
  for (const byte of new TextEncoder().encode(text)) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return ~sum >>> 0;
}

/** Return the luck of a seed and a purpose: a function from a household's or person's number to (0, 1). */
export function luckOf(seed, purpose) {
  const salt = crc32(purpose);
  return (number) => (lowbias32(seed ^ lowbias32(number ^ salt)) + 0.5) / 2 ** 32;
}

/** Return the luck of each of the first `count` households or persons. */
export function draw(seed, count, purpose) {
  const luck = luckOf(seed, purpose);
  const drawn = new Float64Array(count);
  for (let number = 0; number < count; number++) drawn[number] = luck(number);
  return drawn;
}
