import type { PageDraft } from '../pages.ts';
import { editStorageSection, markdownToStorage } from '../rich-text/storage-format.ts';
import { invalid, type Site } from './site.ts';

/** The text a page will have, in storage format. What the draft does not speak of stays byte for byte. */
export async function newText(site: Site, before: string, draft: PageDraft): Promise<string> {
  const { body, mode = 'replace', section } = draft;
  if (body === undefined) {
    if (section === undefined) return before;
    throw invalid('A section was named, but no text for it.', 'Give the text as body.');
  }
  const fresh = await markdownToStorage(body, { deployment: site.isCloud ? 'cloud' : 'data-center' });
  if (section !== undefined) return editStorageSection(before, section, mode, fresh);
  if (mode === 'append') return `${before}${fresh}`;
  return mode === 'prepend' ? `${fresh}${before}` : fresh;
}
