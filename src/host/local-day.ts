/**
 * The calendar day, `YYYY-MM-DD`, of an instant where this computer is. By Date's own fields: the first use of Intl
 * loads about 9 MB, which every MCP process would then hold.
 */
export function localDay(instant: Date): string {
  // Node reads the zone once. This makes it look again: the user may have travelled since.
  if (process.env['TZ'] === undefined) delete process.env['TZ'];
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${String(instant.getFullYear())}-${two(instant.getMonth() + 1)}-${two(instant.getDate())}`;
}
