import type { Problem } from '../lib/app-error.ts';
import type { ProviderId } from '../providers/provider.ts';

/** About 6,000 tokens: clients cut or refuse much larger answers (Claude Code at 25,000 tokens). */
export const maxAnswerChars = 25_000;

const systemNames: Record<ProviderId, string> = {
  jira: 'Jira',
  confluence: 'Confluence',
  openproject: 'OpenProject',
  clickup: 'ClickUp',
  targetprocess: 'Targetprocess',
};

export function systemName(provider: ProviderId): string {
  return systemNames[provider];
}

/** What happened, what to do, and the code to tell it by. */
export function problemText({ code, message, next, link }: Problem): string {
  return [message, next, ...(link === undefined ? [] : [link]), `(${code})`].join(' ');
}

/** At most `max` characters, never half a character, and visibly cut. */
export function clip(text: string, max: number): string {
  return text.length <= max ? text : `${sliceWhole(text, 0, max - 1)}…`;
}

/** Like `slice`, without tearing a surrogate pair at the end. */
export function sliceWhole(text: string, from: number, to: number): string {
  const part = text.slice(from, to);
  return part.length > 1 && to < text.length && /[\uD800-\uDBFF]$/.test(part) ? part.slice(0, -1) : part;
}

/** One line, however the text came. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** The parts that are there, in one line. */
export function joined(parts: readonly (string | undefined)[], separator = ' · '): string {
  return parts.filter((part) => part !== undefined && part !== '').join(separator);
}
