import type { Notice } from './reminder.ts';

const mostAtOnce = 3;

/** Many notices at the same moment, as after a long absence, are made one: nobody reads ten. The list has them all. */
export function together(notices: readonly Notice[]): readonly Notice[] {
  const [first, ...others] = notices;
  if (first === undefined || notices.length <= mostAtOnce) return notices;
  const title = `${notices.length} things to do about your keys`;
  const text = `${first.title}, and ${others.length} more. MCP Keyring lists them all.`;
  return [{ ...first, title, text, bundles: notices.length }];
}
