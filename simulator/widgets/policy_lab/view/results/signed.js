// A difference with its sign.

/** Return a difference as `text` writes its size, with a sign unless that text holds no digit but 0. */
export function signed(value, text) {
  const size = text(Math.abs(value));
  if (!/[1-9]/.test(size)) return size;
  return `${value < 0 ? "−" : "+"}${size}`;
}
