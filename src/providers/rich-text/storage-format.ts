import type { Deployment } from '../provider.ts';
import { readBlockNodes } from './element-block-reader.ts';
import { loadEntityDecoder } from './entities.ts';
import { loadMarkdownReader } from './markdown-reader.ts';
import { writeMarkdown } from './markdown-writer.ts';
import { storageDialect } from './storage-dialect.ts';
import { edited, sectionPlace, type SectionEdit } from './storage-section.ts';
import { writeStorageBlocks } from './storage-writer.ts';
import { parseXml, refuseFaultyXml } from './xml.ts';

/** Markdown as Confluence's storage format; the deployment decides how people are named in it. */
export async function markdownToStorage(markdown: string, options: { deployment: Deployment }): Promise<string> {
  const reader = await loadMarkdownReader();
  return writeStorageBlocks(reader.blocks(markdown), options.deployment);
}

export async function storageToMarkdown(storage: string): Promise<string> {
  if (storage.trim() === '') return '';
  refuseFaultyXml(storage, 'unexpected-answer', 'The text of the page');
  const [decode, reader] = await Promise.all([loadEntityDecoder(), loadMarkdownReader()]);
  const dialect = storageDialect(storage, decode);
  return writeMarkdown(readBlockNodes(await parseXml(storage), { dialect, depth: 0, marks: [] }), reader);
}

/**
 * Changes the text below one heading and leaves every byte outside it alone; the heading itself stays. `replacement`
 * is storage format. AppError invalid-input names the headings there are when it is missing.
 */
export async function editStorageSection(
  storage: string,
  heading: string,
  mode: SectionEdit,
  replacement: string,
): Promise<string> {
  refuseFaultyXml(storage, 'unexpected-answer', 'The text of the page');
  refuseFaultyXml(replacement, 'invalid-input', 'The new text');
  const place = sectionPlace(await parseXml(storage), heading, await loadEntityDecoder());
  return edited(storage, place, mode, replacement);
}
