/** The time zone of this computer now, `Europe/Berlin`; `UTC` where it has a name that nobody knows. */
export function systemZone(): string {
  // Node reads the zone once. This makes it look again: the user may have travelled since.
  if (process.env['TZ'] === undefined) delete process.env['TZ'];
  // A wrong TZ gives `undefined` or a zone that cannot be used, whatever the types say.
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions() as { timeZone?: string };
  return timeZone !== undefined && isKnown(timeZone) ? timeZone : 'UTC';
}

function isKnown(timeZone: string): boolean {
  try {
    Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
