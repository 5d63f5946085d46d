/** "New, In progress and 3 more": at most `most` of them by name, and how many there are besides. */
export function someOf(names: readonly string[], most = 20): string {
  const rest = names.length - most;
  return `${names.slice(0, most).join(', ')}${rest > 0 ? ` and ${String(rest)} more` : ''}`;
}
