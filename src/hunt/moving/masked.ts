import { envAssignments, shellAssignments } from '../detect/assignments.ts';
import { configCandidates } from '../detect/config-candidates.ts';
import { detect } from '../detect/detect.ts';
import { settingsCandidates } from '../detect/settings-candidates.ts';
import type { Target } from '../target.ts';

const dots = '●●●●';

/**
 * A text as it may be shown: every key that was found is hidden, and so is every value under a name beside it, for keys
 * that nobody knows to be some stand there, too. Line breaks stay. A text that cannot be read has only its keys hidden.
 */
export function masked(text: string, target: Target, secrets: readonly string[]): string {
  const ranges = [...valuesIn(text, target), ...detect(text, target).spots.map(({ start, end }) => ({ start, end }))];
  const hidden = ranges
    .toSorted((a, b) => b.start - a.start)
    .reduce(({ shown, from }, { start, end }) => hide(shown, from, start, end), {
      shown: text,
      from: text.length,
    }).shown;
  return secrets.reduce((shown, secret) => shown.replaceAll(secret, dots), hidden);
}

type Range = { readonly start: number; readonly end: number };
type Hidden = { readonly shown: string; readonly from: number };

/** Ranges come from the back and may overlap: what is hidden already is not touched again. */
function hide(shown: string, from: number, start: number, end: number): Hidden {
  if (end > from) return { shown, from };
  const source = shown.slice(start, end);
  const [, open = '', close = ''] = /^(["'])(?:[^]*?)(["'])$/.exec(source) ?? [];
  const lines = source.replace(/[^\r\n]+/g, dots);
  return { shown: shown.slice(0, start) + open + (source === '' ? '' : lines) + close + shown.slice(end), from: start };
}

function valuesIn(text: string, { reading }: Target): readonly Range[] {
  try {
    switch (reading.kind) {
      case 'lines':
        return reading.syntax === 'env' ? envAssignments(text) : shellAssignments(text);
      case 'settings':
        return settingsCandidates(text, reading.format);
      case 'servers':
        return reading.lists
          .flatMap((list) => configCandidates(text, reading.format, list))
          .flatMap(({ candidates }) => candidates.filter(({ field }) => field === 'env' || field === 'headers'));
    }
  } catch {
    return [];
  }
}
