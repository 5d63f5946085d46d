import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markdownToHtml } from '../../../../src/providers/rich-text/markdown-to-html.ts';
import { markdownToStorage } from '../../../../src/providers/rich-text/storage-format.ts';
import { xmlFault } from '../../../../src/providers/rich-text/xml.ts';
import { signs } from './arbitrary-markdown.ts';
import { notations } from './notations.ts';

describe.each(Object.entries(notations))('Markdown through %s', (_, there) => {
  it('stays as it is once it has been there and back', async () => {
    const stable = fc.asyncProperty(signs, async (markdown) => {
      const once = await there(markdown);
      expect(await there(once)).toBe(once);
    });
    await fc.assert(stable, { numRuns: 150, seed: 1 });
  });
});

describe('what is written', () => {
  it('is well-formed whatever the Markdown, and runs nothing', async () => {
    const wellFormed = fc.asyncProperty(signs, fc.string(), async (markdown, text) => {
      for (const written of [
        await markdownToStorage(markdown + text, { deployment: 'cloud' }),
        await markdownToHtml(markdown + text),
      ]) {
        expect(xmlFault(written)).toBeUndefined();
        expect(written).not.toMatch(/<script|="javascript:/i);
      }
    });
    await fc.assert(wellFormed, { numRuns: 150 });
  });
});
