import { clip } from '../lib/clip.ts';
import { counted } from '../lib/wording.ts';

/** "40 seconds", "3 minutes", "2 hours", "5 days": always at least the time given. */
export function duration(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  if (seconds < 90) return counted(seconds, 'second');
  if (seconds < 5400) return counted(Math.ceil(seconds / 60), 'minute');
  return seconds < 48 * 3600 ? counted(Math.ceil(seconds / 3600), 'hour') : counted(Math.ceil(seconds / 86_400), 'day');
}

const maxForeignLength = 240;

/** Text that others wrote, on one line: control and bidirectional characters could forge lines or hide text, so they go. */
export function onOneLine(text: string, maxLength = maxForeignLength): string {
  const words = text
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return clip(words, maxLength);
}
