import { excerpt } from '../field-change.ts';
import { storageToMarkdown } from '../rich-text/storage-format.ts';
import type { FieldChange } from '../writes.ts';
import { withNames } from './people.ts';
import type { Site } from './site.ts';

/** What differs between two texts in storage format, as somebody reads it; none when only their markup differs. */
export async function textChange(
  site: Site,
  field: string,
  before: string,
  after: string,
  signal?: AbortSignal,
): Promise<FieldChange[]> {
  if (before === after) return [];
  const texts = await Promise.all([storageToMarkdown(before), storageToMarkdown(after)]);
  const [old, fresh] = await Promise.all(texts.map((text) => withNames(site, text, signal)));
  return old === undefined || fresh === undefined ? [] : differing(field, old, fresh);
}

/** Without the lines both begin and end with. */
function differing(field: string, before: string, after: string): FieldChange[] {
  if (before === after) return [];
  const [old, fresh] = [before.split('\n'), after.split('\n')];
  let head = 0;
  while (head < old.length && head < fresh.length && old[head] === fresh[head]) head += 1;
  let tail = 0;
  const most = Math.min(old.length, fresh.length) - head;
  while (tail < most && old.at(-1 - tail) === fresh.at(-1 - tail)) tail += 1;
  const middle = (lines: readonly string[]): string | undefined => {
    const text = lines
      .slice(head, lines.length - tail)
      .join('\n')
      .trim();
    return text === '' ? undefined : excerpt(text);
  };
  return [{ field, before: middle(old), after: middle(fresh) }];
}
