import type { FoundServer, Path, Plain, PlainMap, ServerList } from './format.ts';
import { unsafe } from './not-parsable.ts';
import { isMap, isSame, isSameBut, valueAt, withValue } from './plain.ts';

/** A text that was read: the byte order mark or nothing, and the rest. */
type Marked = { readonly mark: string };

/** How a format reads, and where it puts a change. What changes gives is the text without its mark. */
type Parts<D extends Marked> = {
  readonly open: (text: string) => D;
  readonly plainOf: (document: D) => Plain;
  /** How a changed text reads; throws where it does not. */
  readonly readAgain: (body: string) => Plain;
  readonly replaceAt: (document: D, path: Path, value: Plain) => string;
  readonly removeAt: (document: D, path: Path) => string;
  readonly addField: (document: D, path: Path, key: string, value: Plain) => string;
};

/**
 * Edits for formats with too many spellings to trust one: what came out is read again and has to be what was meant. A
 * line in the wrong place is another server's.
 */
export function createCheckedEdits<D extends Marked>(parts: Parts<D>) {
  type IsMeant = (before: Plain, after: Plain) => boolean;
  const edit = (text: string, change: (document: D) => string, isMeant: IsMeant): string => {
    const document = parts.open(text);
    const edited = change(document);
    if (!isMeant(parts.plainOf(document), after(edited))) throw unsafe();
    return document.mark + edited;
  };
  const after = (body: string): Plain => {
    try {
      return parts.readAgain(body);
    } catch (cause) {
      throw unsafe(cause);
    }
  };
  const meant =
    (path: (before: Plain) => Path, value: Plain): IsMeant =>
    (before, edited) =>
      isSame(withValue(before, path(before), value), edited);
  const without =
    (path: Path): IsMeant =>
    (before, edited) =>
      isSameBut(before, edited, path);
  return {
    insert: (text: string, list: ServerList, name: string, value: PlainMap, change: (document: D) => string) =>
      edit(
        text,
        change,
        meant((before) => newPath(before, list, name), value),
      ),
    take: (text: string, path: Path, change: (document: D) => string) => edit(text, change, without(path)),
    replace: (text: string, path: Path, value: Plain) =>
      edit(
        text,
        (document) => parts.replaceAt(document, path, value),
        meant(() => path, value),
      ),
    remove: (text: string, path: Path) => edit(text, (document) => parts.removeAt(document, path), without(path)),
    add: (text: string, path: Path, key: string, value: Plain) =>
      edit(
        text,
        (document) => parts.addField(document, path, key, value),
        meant(() => [...path, key], value),
      ),
    hasFields: () => true,
  };
}

/** Where a new server will be. */
function newPath(before: Plain, list: ServerList, name: string): Path {
  if (list.kind === 'map') return [...list.root, name];
  const held = valueAt(before, list.root);
  return [...list.root, Array.isArray(held) ? held.length : 0];
}

/** The servers in what stands where a file keeps them. */
export function serversIn(held: Plain | undefined, { root }: ServerList): readonly FoundServer[] {
  if (Array.isArray(held))
    return (held as readonly Plain[]).flatMap((value, index) => {
      const name = isMap(value) ? value['name'] : undefined;
      return typeof name === 'string' ? [{ name, path: [...root, index], value }] : [];
    });
  return Object.entries(isMap(held) ? held : {}).map(([name, value]) => ({ name, path: [...root, name], value }));
}
