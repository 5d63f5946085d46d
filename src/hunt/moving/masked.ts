import { maskSecrets } from '../../clients/files/mask.ts';
import { dots, maskLoose } from '../../clients/files/mask-text.ts';
import { envAssignments, shellAssignments } from '../detect/assignments.ts';
import { detect } from '../detect/detect.ts';
import type { Target } from '../target.ts';

/**
 * A text as it may be shown: every key that was found is hidden, and so is every value under a name beside it, for keys
 * that nobody knows to be some stand there, too. Line breaks stay.
 */
export function masked(text: string, target: Target, secrets: readonly string[]): string {
  const found = detect(text, target).spots.flatMap(({ secret, literal }) => [secret, literal]);
  const hidden = [...new Set([...secrets, ...found])].flatMap((secret) => [
    secret,
    JSON.stringify(secret).slice(1, -1),
  ]);
  const longestFirst = hidden.toSorted((a, b) => b.length - a.length);
  return longestFirst.reduce((shown, secret) => shown.replaceAll(secret, dots), withoutValues(text, target));
}

function withoutValues(text: string, { reading }: Target): string {
  if (reading.kind === 'lines') return inLines(text, reading.syntax);
  try {
    return maskSecrets(text, reading.format);
  } catch {
    // Its owner cannot read it either.
    return maskLoose(text);
  }
}

function inLines(text: string, syntax: 'env' | 'shell'): string {
  const values = syntax === 'env' ? envAssignments(text) : shellAssignments(text);
  const shown: string[] = [];
  let from = 0;
  // Two forms of an assignment may meet in one.
  for (const { start, end } of values.filter((each) => each.start < each.end)) {
    if (start < from) continue;
    shown.push(maskLoose(text.slice(from, start)), text.slice(start, end).replace(/[^\r\n]+/g, dots));
    from = end;
  }
  return [...shown, maskLoose(text.slice(from))].join('');
}
