/** An opaque token that fits one query only, as in the real search. */
export const pageToken = (start: number, jql: string): string =>
  Buffer.from(JSON.stringify({ start, jql })).toString('base64url');

/** Where the page begins; undefined if the token is not one of ours for this query. */
export function readPageToken(token: string, jql: string): number | undefined {
  try {
    const value = JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as { start?: unknown; jql?: unknown };
    return typeof value.start === 'number' && value.jql === jql ? value.start : undefined;
  } catch {
    return undefined; // Not a token of ours: the caller answers 400.
  }
}
