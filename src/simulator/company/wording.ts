import { pick } from './chance.ts';
import type { Kind } from './work-item.ts';

const reasons = [
  'Support hears about this every week, and it keeps people from finishing their order.',
  'Agreed in the last planning meeting; it has to be in place before the season starts.',
  'Came out of the interviews with five customers. Four of the five stumbled here.',
  'The team lost about two days to this last quarter.',
  'Needed by the Bergen store before the opening.',
];
const outcomes = [
  'It works on a phone as well as on a desk.',
  'The numbers are on the team dashboard.',
  'Support knows about it and has a text ready.',
  'It is written down in the handbook.',
  'Nothing that works today is slower afterwards.',
  'The change can be taken back within ten minutes.',
];
const versions = ['the test system', 'production', 'Chrome on Windows', 'Safari on iOS'];

export const remarkTexts: readonly string[] = [
  'I had a look: smaller than we thought. I can start on Monday.',
  'Blocked until the supplier answers. I asked again this morning.',
  'Works for me on the test system. Can somebody else confirm?',
  'Moved to next week, as agreed with Elena.',
  'The customer was happy with the first draft. Two small wishes, both noted above.',
  'Please check the **wording** with legal before this goes out.',
];

function list(chance: () => number): string {
  const start = Math.floor(chance() * 4);
  return outcomes
    .slice(start, start + 3)
    .map((line) => `- ${line}`)
    .join('\n');
}

function defect(title: string, chance: () => number): string {
  const steps = [
    '1. Sign in as a returning customer',
    '2. Follow the way described in the title',
    '3. Reload the page',
  ];
  return `${title}. Seen on **${pick(chance, versions)}**.\n\n## Steps\n\n${steps.join('\n')}\n\n## Expected\n\nThe last state is kept and no error is logged.\n\n\`\`\`\nWARN state lost, request repeated\n\`\`\``;
}

/** A description in Markdown that fits the kind of work. */
export function describe(kind: Kind, title: string, chance: () => number): string {
  if (kind === 'bug') return defect(title, chance);
  const heading = kind === 'epic' ? 'Why now' : 'Done when';
  return `${pick(chance, reasons)}\n\n## ${heading}\n\n${list(chance)}\n\nMore in the [project handbook](https://harbourpine.example/handbook).`;
}
