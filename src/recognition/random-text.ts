/** Whether a text is long and of key characters only, with letters and digits, and no path, id or row of words. */
export function looksRandom(text: string): boolean {
  return keyCharacters.test(text) && !pathLike.test(text) && !uuid.test(text) && !isRowOfWords(text);
}

/** A path starts with a slash or holds a backslash. */
const keyCharacters = /^(?=.*\d)(?=.*[A-Za-z])[A-Za-z0-9_\-+=.~][A-Za-z0-9_\-+/=.~]{27,}$/;
/** A relative path or a package has short parts. */
const pathLike = /^[^/]{0,19}(\/[^/]{0,19})+$/;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** `claude-sonnet-4-5-20250929-preview`: words and numbers, none of them mixed. */
function isRowOfWords(text: string): boolean {
  const parts = text.split(/[-_./]+/).filter((part) => part !== '');
  return (
    parts.length > 2 &&
    parts.every((part) => part.length <= 14 && /^([a-z]+\d{0,2}|[A-Z]+|[A-Z][a-z]+|v?\d+)$/.test(part))
  );
}
