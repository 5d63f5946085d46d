const longest = 150;
/** https://learn.microsoft.com/windows/win32/fileio/naming-a-file: these are devices, whatever follows the dot. */
const deviceName = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;

/**
 * A name that is one file in one folder on every system, and looks like what it is: no separators, no characters that
 * Windows refuses, no control or direction characters that could hide an ending, no leading dot, at most 150 characters.
 */
export function safeFileName(name: string): string {
  const last = name.split(/[/\\]/).pop() ?? '';
  const plain = last
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu, '')
    .replaceAll(/[<>:"|?*]/g, '_')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[. ]+/, '')
    .replace(/[. ]+$/, '');
  const named = plain === '' ? 'attachment' : deviceName.test(plain) ? `_${plain}` : plain;
  return shortened(named);
}

function shortened(name: string): string {
  if (name.length <= longest) return name;
  const { stem, ending } = splitName(name);
  // Not half a character at the cut.
  return `${stem.slice(0, longest - ending.length).replace(/[\uD800-\uDBFF]$/, '')}${ending}`;
}

/** `report.tar.gz` is `report.tar` and `.gz`; an ending is short and has no spaces. */
export function splitName(name: string): { stem: string; ending: string } {
  const found = /^(.+)(\.[^.\s]{1,12})$/u.exec(name);
  return { stem: found?.[1] ?? name, ending: found?.[2] ?? '' };
}
