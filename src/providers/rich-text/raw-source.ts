import { AppError } from '../../lib/app-error.ts';
import type { RichFormat } from './document.ts';
import { xmlFault } from './xml.ts';

/** Whether code in Markdown is a piece of that notation on its way back, and not somebody's own text. */
export function isRawSource(format: RichFormat, source: string): boolean {
  if (format === 'wiki') return source.trim() !== '';
  if (format === 'storage') return /^\s*<[a-z]/i.test(source);
  return adfNodeOf(source) !== undefined;
}

/** The node in a fenced adf block; undefined when it is none. */
function adfNodeOf(source: string): { readonly type: string } | undefined {
  if (!source.trimStart().startsWith('{')) return undefined;
  try {
    const node: unknown = JSON.parse(source);
    return typeof node === 'object' && node !== null && 'type' in node && typeof node.type === 'string'
      ? { ...node, type: node.type }
      : undefined;
  } catch {
    // Text that looks like JSON.
    return undefined;
  }
}

const runs = /<\s*script|\bon[a-z]+\s*=\s*["']|(?:=\s*|["'[|(])\s*(?:javascript|vbscript)\s*:/i;

/** An original comes from the page, but it may also come from whoever wrote the Markdown. */
function refuseScripts(source: string): void {
  const plain = source
    .replaceAll(
      /&#(\d{1,7});|&#x([0-9a-f]{1,6});|\\u([0-9a-f]{4})/gi,
      (_, dec?: string, hex?: string, json?: string) => {
        const code = dec === undefined ? Number.parseInt(hex ?? json ?? '', 16) : Number(dec);
        return code > 0 && code < 0x80 ? String.fromCharCode(code) : ' ';
      },
    )
    .replaceAll(/&(?:tab|newline);|[\u0000-\u001f]/gi, '')
    .replaceAll(/&colon;/gi, ':');
  if (!runs.test(plain)) return;
  throw new AppError(
    'invalid-input',
    'The text holds a block with a script in it, and MCP Keyring writes no scripts.',
    'Leave that block out, or change only a section without it.',
  );
}

/** A piece of storage format that goes back as it came. */
export function checkedStorage(source: string): string {
  const fault = xmlFault(source);
  if (fault !== undefined) {
    throw new AppError(
      'invalid-input',
      `A storage block in the text is not well-formed: ${fault}.`,
      'Take such blocks over from the page unchanged, or write Markdown instead.',
    );
  }
  refuseScripts(source);
  return source.trim();
}

/** A node that goes back as it came; undefined when it is none. */
export function checkedAdf(source: string): { readonly type: string } | undefined {
  const node = adfNodeOf(source);
  if (node !== undefined) refuseScripts(source);
  return node;
}
