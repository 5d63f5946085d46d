import { pathToFileURL } from 'node:url';
import { clip, sliceWhole } from '../lib/clip.ts';
import type { AttachmentFolder } from '../attachments/attachment-folder.ts';
import { sniffType } from '../attachments/sniff.ts';
import { AppError } from '../lib/app-error.ts';
import type { Downloaded } from '../providers/attachments.ts';
import { joined, maxAnswerChars, oneLine, problemText } from './answer.ts';
import { lengthWithin } from './document.ts';
import { sizeInWords } from './part-lines.ts';
import type { ToolOutcome } from './tool.ts';

/** About 1 MB of base64: clients refuse or shrink larger pictures. */
const largestPicture = 750_000;
/** What models can look at. */
const pictures: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);
/** Beside the name, the path and the words around. */
const room = maxAnswerChars - 2500;

type Facts = { connection: string; name: string; type: string; size: number };
type Outcome = ToolOutcome<Facts & { text?: string; path?: string; note?: string }>;

/** A file as an answer: shown where it can be, else saved. What it is, is read from its bytes and not believed from the system. */
export async function attachmentOutcome(
  connection: string,
  { attachment, bytes }: Downloaded,
  files: AttachmentFolder,
): Promise<Outcome> {
  const name = clip(oneLine(attachment.name), 300);
  const type = await sniffType(bytes, attachment.name);
  const facts = { connection, name, type, size: bytes.length };
  if (pictures.has(type) && bytes.length <= largestPicture) return picture(facts, bytes);
  const text = textOf(bytes, type);
  if (text === undefined) return saved(facts, await keep(files, attachment.name, bytes));
  const part = sliceWhole(text, 0, lengthWithin(text, 0, room));
  if (part.length === text.length) return { text: `${headOf(facts)}\n\n${text}`, structured: { ...facts, text } };
  return beginning(facts, part, keep(files, attachment.name, bytes));
}

async function keep(files: AttachmentFolder, name: string, bytes: Uint8Array): Promise<string> {
  return (await files.save(name, bytes)).path;
}

function picture(facts: Facts, bytes: Uint8Array): Outcome {
  const data = Buffer.from(bytes).toString('base64');
  return { text: headOf(facts), structured: facts, content: [{ type: 'image', data, mimeType: facts.type }] };
}

function textOf(bytes: Uint8Array, type: string): string | undefined {
  if (!type.startsWith('text/') && !/[/+](json|xml)$/.test(type)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    // What looks like text in another encoding is a file like any other.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function saved(facts: Facts, path: string): Outcome {
  return {
    text: `${headOf(facts)}\nSaved as ${path}`,
    structured: { ...facts, path },
    content: [linkTo(facts, path)],
  };
}

/** The beginning is worth having even where the whole cannot be saved. */
async function beginning(facts: Facts, part: string, keeping: Promise<string>): Promise<Outcome> {
  const begins = `The first ${String(part.length)} characters:\n\n${part}`;
  const kept = await keeping.catch((error: unknown) => {
    if (error instanceof AppError) return error;
    throw error;
  });
  if (kept instanceof AppError) {
    const why = `The whole was not saved: ${problemText(kept.toProblem())}`;
    return { text: `${headOf(facts)}\n${why}\n${begins}`, structured: { ...facts, text: part, note: why } };
  }
  return {
    text: `${headOf(facts)}\nThe whole is saved as ${kept}\n${begins}`,
    structured: { ...facts, text: part, path: kept },
    content: [linkTo(facts, kept)],
  };
}

function linkTo({ name, type, size }: Facts, path: string) {
  return { type: 'resource_link' as const, uri: pathToFileURL(path).href, name, mimeType: type, size };
}

function headOf({ name, type, size }: Facts): string {
  return joined([`# ${name}`, type, sizeInWords(size)]);
}
