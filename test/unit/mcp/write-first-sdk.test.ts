import { InMemoryTransport } from '@modelcontextprotocol/client';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { describe, expect, it } from 'vitest';
import { noFolder } from '../../../src/attachments/attachment-folder.ts';
import { silentLogger } from '../../../src/lib/logger.ts';
import { createMcpServer } from '../../../src/mcp/server.ts';
import { FakeClock } from '../../fakes/fake-clock.ts';
import { inBerlin } from './harness.ts';
import { accessTo, asking, FakeItems } from './write-fixtures.ts';

const done = { connection: 'Work', items: [{ id: 'PROJ-1', state: 'Done' }] };

/** A client of the library that most clients are still built with. */
async function firstClient(
  items: FakeItems,
  elicitation: Record<string, Record<string, never>>,
  action: 'accept' | 'decline',
) {
  const [near, far] = InMemoryTransport.createLinkedPair();
  const parts = {
    activity: { record: () => Promise.resolve() },
    clock: new FakeClock(),
    logger: silentLogger,
    keyCalendar: inBerlin,
  };
  const access = accessTo({ items }, asking);
  serveStdio(() => createMcpServer({ ...parts, access, files: noFolder, version: '1' }), { transport: far });
  const client = new Client({ name: 'first', version: '1' }, { capabilities: { elicitation } });
  const questions: string[] = [];
  client.setRequestHandler(ElicitRequestSchema, ({ params }) => {
    questions.push(params.message);
    return { action, ...(action === 'accept' && { content: {} }) };
  });
  await client.connect(near);
  return { client, questions };
}

describe('a client of the first library', () => {
  it.each([{}, { form: {} }, { form: {}, url: {} }])('that can show forms (%j) asks its user', async (capability) => {
    const items = new FakeItems('PROJ-1');
    const { client, questions } = await firstClient(items, capability, 'accept');
    const answer = await client.callTool({ name: 'update_item', arguments: done });
    expect(answer.isError).toBeFalsy();
    expect(questions).toHaveLength(1);
    expect(items.applied).toEqual(['PROJ-1']);
    await client.close();
  });

  it('whose user declines changes nothing', async () => {
    const items = new FakeItems('PROJ-1');
    const { client } = await firstClient(items, {}, 'decline');
    const answer = await client.callTool({ name: 'update_item', arguments: done });
    expect(answer.content).toMatchObject([{ text: expect.stringContaining('(declined)') as string }]);
    expect(items.applied).toEqual([]);
    await client.close();
  });

  it('that can only open addresses gets a preview', async () => {
    const items = new FakeItems('PROJ-1');
    const { client, questions } = await firstClient(items, { url: {} }, 'accept');
    const answer = await client.callTool({ name: 'update_item', arguments: done });
    expect(answer.structuredContent).toHaveProperty('confirm');
    expect(questions).toEqual([]);
    expect(items.applied).toEqual([]);
    await client.close();
  });
});
