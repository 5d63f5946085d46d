/** A text in no notation at all: every notation is read into this and written from it. */
export type RichFormat = 'adf' | 'storage' | 'wiki';

/** In the order in which they are nested, outermost first. */
export const markNames = ['underline', 'strike', 'strong', 'em', 'sub', 'sup', 'code'] as const;
export type MarkName = (typeof markNames)[number];

export type TextRun = {
  readonly kind: 'text';
  readonly text: string;
  readonly marks: readonly MarkName[];
  /** An address, or one of our own words: `page:SPACE/Title`, `attachment:a.png`, `inline-comment:ref`. */
  readonly href?: string | undefined;
};

export type Inline =
  | TextRun
  | { readonly kind: 'break' }
  /** `note` is what only the system it comes from understands: the id of a medium. */
  | {
      readonly kind: 'image';
      readonly src: string;
      readonly alt: string;
      readonly note?: string | undefined;
      readonly href?: string | undefined;
    }
  | { readonly kind: 'mention'; readonly id: string; readonly name: string }
  | { readonly kind: 'status'; readonly text: string; readonly color: string }
  /** `YYYY-MM-DD`. */
  | { readonly kind: 'date'; readonly day: string }
  /** A link the system shows as a card: a smart link. */
  | { readonly kind: 'card'; readonly url: string }
  | { readonly kind: 'raw'; readonly format: RichFormat; readonly source: string };

export const panelNames = [
  'info',
  'note',
  'tip',
  'success',
  'important',
  'warning',
  'caution',
  'error',
  'panel',
  'expand',
] as const;
export type PanelName = (typeof panelNames)[number];

export type ListItem = { readonly checked?: boolean | undefined; readonly blocks: readonly Block[] };
export type Cell = { readonly header: boolean; readonly blocks: readonly Block[] };

export type Block =
  | { readonly kind: 'paragraph'; readonly inlines: readonly Inline[] }
  | { readonly kind: 'heading'; readonly level: number; readonly inlines: readonly Inline[] }
  | { readonly kind: 'code'; readonly language: string; readonly text: string }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | { readonly kind: 'panel'; readonly panel: PanelName; readonly title: string; readonly blocks: readonly Block[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly start: number; readonly items: readonly ListItem[] }
  | { readonly kind: 'table'; readonly rows: readonly (readonly Cell[])[] }
  | { readonly kind: 'rule' }
  | { readonly kind: 'raw'; readonly format: RichFormat; readonly source: string };

/** Deeper nesting is no text a person wrote; readers give its words without the structure. */
export const deepestNesting = 40;

export const sortedMarks = (marks: Iterable<MarkName>): MarkName[] => {
  const wanted = new Set(marks);
  return markNames.filter((mark) => wanted.has(mark));
};

/** Without empty lines at its ends, which every notation counts differently. */
export const codeBlock = (language: string, text: string): Block => ({
  kind: 'code',
  language: language.trim(),
  text: text
    .replaceAll(/\r\n?/g, '\n')
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd(),
});

export const plainRun = (text: string): TextRun => ({ kind: 'text', text, marks: [] });
export const paragraph = (inlines: readonly Inline[]): Block => ({ kind: 'paragraph', inlines: tidyInlines(inlines) });

/** Words only, as a title or a label needs them. */
export function plainText(inlines: readonly Inline[]): string {
  return inlines
    .map((part) => {
      switch (part.kind) {
        case 'text':
        case 'status':
          return part.text;
        case 'break':
          return ' ';
        case 'image':
          return part.alt;
        case 'mention':
          return `@${part.name}`;
        case 'date':
          return part.day;
        case 'card':
          return part.url;
        case 'raw':
          return '';
      }
    })
    .join('');
}

const sameStyle = (a: TextRun, b: TextRun): boolean =>
  a.href === b.href && a.marks.length === b.marks.length && a.marks.every((mark, index) => mark === b.marks[index]);

/** Runs of one style become one; spaces at the edges carry no style; none at the ends and around line breaks. */
export function tidyInlines(inlines: readonly Inline[]): Inline[] {
  const runs = merged(inlines);
  return trimmed(merged(runs.flatMap((part, index) => edgesWithoutStyle(part, runs[index - 1], runs[index + 1]))));
}

function merged(inlines: readonly Inline[]): Inline[] {
  const out: Inline[] = [];
  for (const part of inlines) {
    const last = out.at(-1);
    if (part.kind === 'text' && part.text === '') continue;
    if (part.kind === 'text' && last?.kind === 'text' && sameStyle(last, part)) {
      out[out.length - 1] = { ...last, text: last.text + part.text };
    } else {
      out.push(part);
    }
  }
  return out;
}

/** Within a link that goes on, spaces stay part of it: it would be two links otherwise. */
function edgesWithoutStyle(part: Inline, before: Inline | undefined, after: Inline | undefined): Inline[] {
  if (part.kind !== 'text' || (part.marks.length === 0 && part.href === undefined) || part.marks.includes('code')) {
    return [part];
  }
  const edge = (text: string, goesOn: boolean): TextRun => ({
    ...plainRun(text),
    href: goesOn ? part.href : undefined,
  });
  const [comes, goes] = [hrefOf(before) === part.href, hrefOf(after) === part.href];
  const inner = part.text.trim();
  if (inner === '') return [edge(part.text, comes && goes)];
  const start = part.text.indexOf(inner);
  return [
    edge(part.text.slice(0, start), comes),
    { ...part, text: inner },
    edge(part.text.slice(start + inner.length), goes),
  ].filter((run) => run.text !== '');
}

export const hrefOf = (part: Inline | undefined): string | undefined =>
  part?.kind === 'text' || part?.kind === 'image' ? part.href : undefined;

const isBoundary = (part: Inline | undefined): boolean => part === undefined || part.kind === 'break';

function trimmed(inlines: readonly Inline[]): Inline[] {
  const out: Inline[] = [];
  inlines.forEach((part, index) => {
    if (part.kind !== 'text' || part.marks.includes('code')) {
      if (part.kind !== 'break' || out.length > 0) out.push(part);
      return;
    }
    let text = part.text;
    if (isBoundary(out.at(-1))) text = text.trimStart();
    if (isBoundary(inlines[index + 1])) text = text.trimEnd();
    if (text !== '') out.push({ ...part, text });
  });
  while (out.at(-1)?.kind === 'break') out.pop();
  return out;
}
