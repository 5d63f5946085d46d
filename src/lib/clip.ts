/** At most `max` characters, never half a character, and visibly cut. */
export function clip(text: string, max: number): string {
  return text.length <= max ? text : `${sliceWhole(text, 0, max - 1)}…`;
}

/** Like `slice`, without tearing a surrogate pair at the end. */
export function sliceWhole(text: string, from: number, to: number): string {
  const part = text.slice(from, to);
  return part.length > 1 && to < text.length && /[\uD800-\uDBFF]$/.test(part) ? part.slice(0, -1) : part;
}
