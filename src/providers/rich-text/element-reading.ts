import { deepestNesting, plainRun, tidyInlines, type Block, type Inline, type MarkName } from './document.ts';
import { isElement, wordsOf, type ChildNode, type Element } from './xml.ts';

/** What differs between HTML and storage format; the elements both have are read alike. */
export type Dialect = {
  readonly decode: (text: string) => string;
  /** An address as it may be opened; undefined: none that may be. */
  readonly address: (href: string) => string | undefined;
  /** Elements of the dialect's own; undefined: not one of them. */
  readonly inline: (element: Element, read: Reading) => Inline[] | undefined;
  readonly block: (element: Element, read: Reading) => Block[] | undefined;
  /** The element as it stands, for what Markdown has no word for; undefined: only its words are kept. */
  readonly original: (element: Element) => Block | undefined;
};

export type Reading = {
  readonly dialect: Dialect;
  readonly depth: number;
  readonly marks: readonly MarkName[];
};

/** Elements, not lists: wrappers count too. */
export const deepestElement = 2 * deepestNesting;

const blockNames = new Set(
  (
    'p div h1 h2 h3 h4 h5 h6 ul ol li pre blockquote table thead tbody tfoot tr td th hr section article header footer ' +
    'main aside nav figure figcaption dl dt dd details summary address form fieldset html body ' +
    'ac:task-list ac:layout ac:layout-section ac:layout-cell ac:adf-extension'
  ).split(' '),
);

export const isBlockElement = (node: ChildNode): boolean => isElement(node) && blockNames.has(node.name);

/** As it is shown: runs of white space are one space, a no-break space stays. */
export const collapsed = (text: string): string => text.replaceAll(/[ \t\r\n\f]+/g, ' ');

export const deeper = (reading: Reading, marks = reading.marks): Reading => ({
  ...reading,
  depth: reading.depth + 1,
  marks,
});

export const wordsAsInlines = (nodes: readonly ChildNode[], { dialect, marks }: Reading): Inline[] => [
  { ...plainRun(collapsed(dialect.decode(wordsOf(nodes)))), marks },
];

export const paragraphOf = (inlines: readonly Inline[]): Block[] => {
  const tidy = tidyInlines(inlines);
  return tidy.length === 0 ? [] : [{ kind: 'paragraph', inlines: tidy }];
};
