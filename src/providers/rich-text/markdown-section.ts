import { AppError } from '../../lib/app-error.ts';

export type SectionEdit = 'replace' | 'append' | 'prepend';

/**
 * Changes the text below one heading, up to the next heading of the same or a higher level; the heading stays.
 * AppError invalid-input names the headings there are when it is missing.
 */
export function editMarkdownSection(markdown: string, heading: string, mode: SectionEdit, replacement: string): string {
  const lines = markdown.split('\n');
  const at = lines.findIndex((line) => line.replace(/^#+\s*/, '').trim() === heading.trim() && line.startsWith('#'));
  if (at < 0)
    throw new AppError('invalid-input', `There is no heading "${heading}".`, 'Use one of the headings there.');
  const level = /^#+/.exec(lines[at] ?? '')?.[0].length ?? 1;
  const after = lines.findIndex((line, index) => index > at && (/^#+/.exec(line)?.[0].length ?? 99) <= level);
  const end = after < 0 ? lines.length : after;
  const body = lines
    .slice(at + 1, end)
    .join('\n')
    .trim();
  const next = { replace: replacement, append: `${body}\n\n${replacement}`, prepend: `${replacement}\n\n${body}` }[
    mode
  ];
  return [...lines.slice(0, at + 1), '', next.trim(), '', ...lines.slice(end)].join('\n').trimEnd();
}
