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
  return [ended(message), ended(next), ...(link === undefined ? [] : [link]), `(${code})`].join(' ');
}

/** With a full stop where it ends in a word, else the next sentence reads as a part of it. */
function ended(text: string): string {
  return /[\p{L}\p{N}]$/u.test(text) ? `${text}.` : text;
}

/** One line, however the text came. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** The parts that are there, in one line. */
export function joined(parts: readonly (string | undefined)[], separator = ' · '): string {
  return parts.filter((part) => part !== undefined && part !== '').join(separator);
}
