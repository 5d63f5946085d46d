import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import { coveragePage } from '../../../scripts/coverage/coverage-page.ts';
import { peers } from '../../../scripts/coverage/peers.ts';
import { faultsOf, stepsOf } from '../../../scripts/coverage/steps.ts';

const root = resolve(import.meta.dirname, '../../..');
const peerFacts = resolve(root, '../shared/facts/peers.md');

describe('the page that compares us with other servers', () => {
  it('names only tools, arguments and operations that exist', async () => {
    expect((await coveragePage()).faults).toEqual([]);
  });

  it('is up to date', async () => {
    const path = resolve(root, 'docs/coverage.md');
    const { page } = await coveragePage();
    const formatted = await format(page, { ...(await resolveConfig(path)), filepath: path });
    expect(await readFile(path, 'utf8')).toBe(formatted);
  });

  it.skipIf(!existsSync(peerFacts))('leaves out no tool of any of them (skipped without ../shared/facts)', async () => {
    const text = await readFile(peerFacts, 'utf8');
    const facts = text.slice(text.indexOf('## 3. Tools to match'), text.indexOf('## 4. '));
    const known = new Set(peers.flatMap(({ tools }) => Object.keys(tools)));
    const theirs = toolsIn(facts);
    expect(theirs.length).toBeGreaterThan(470);
    expect(theirs.filter((tool) => !known.has(tool))).toEqual([]);
  });

  it('would notice a tool, an argument, a value or an operation that is not there', () => {
    const tools = [{ name: 'get_item', inputSchema: { properties: { include: { enum: ['links'] } } } }];
    const faults = (ours: string): string[] => faultsOf(stepsOf(ours), tools, []);
    expect(faults('get_item(include: links)')).toEqual([]);
    expect(faults('get_thing')).toEqual(['no tool get_thing']);
    expect(faults('get_item(inclde)')).toEqual(['get_item has no argument inclde']);
    expect(faults('get_item(include: history)')).toEqual(['get_item does not take history as include']);
    expect(faults('GET /x; get_item')).toEqual(['no operation GET /x']);
  });
});

/** Names in backticks that are tools: not files, prefixes, settings, arguments or `a/b/c_d` short forms (checked as written out). */
function toolsIn(facts: string): string[] {
  const notTools = new Set([
    'jira_',
    'confluence_',
    'displayId',
    'project',
    'status',
    'open_only',
    'start_time',
    'mcp_server',
  ]);
  const found = [...facts.matchAll(/`([a-z][a-z_]*)`/g)].map(([, name = '']) => name);
  const written = found.filter(
    (name) => (name.includes('_') || name === 'comment' || name === 'search') && !notTools.has(name),
  );
  return [...new Set(written)];
}
