import { describe, expect, it } from 'vitest';
import { createConnectionService } from '../../../src/connections/connection-service.ts';
import { draft, setUp } from './harness.ts';

describe('finding a connection', () => {
  it('goes by name in any case, or by id', async () => {
    const { parts, system, access } = await setUp();
    system.allow('old-key-0123456789abcdef');
    const { id } = await createConnectionService(parts).add(draft({ name: 'Team Jira' }));
    expect((await access.find(' team jira ')).id).toBe(id);
    expect((await access.find(id)).name).toBe('Team Jira');
  });

  it('names the ones there are when there is none of that name', async () => {
    const { parts, system, access } = await setUp();
    await expect(access.find('x')).rejects.toMatchObject({ next: 'Add a connection in MCP Keyring first.' });
    system.allow('old-key-0123456789abcdef');
    await createConnectionService(parts).add(draft({ name: 'Team Jira' }));
    await expect(access.find('x')).rejects.toMatchObject({ code: 'unknown-connection', next: 'There are: Team Jira.' });
  });

  it('asks for the id when two have the same name', async () => {
    const { parts, system, file, access } = await setUp();
    system.allow('old-key-0123456789abcdef');
    const first = await createConnectionService(parts).add(draft());
    // A removal undone after its name was taken.
    const twin = { ...first, id: crypto.randomUUID() };
    await file.update((content) => ({ ...content, connections: [first, twin] }));
    await expect(access.find('site')).rejects.toMatchObject({ next: expect.stringContaining(twin.id) as string });
  });

  it('gives no client for a paused connection', async () => {
    const { parts, system, access } = await setUp();
    system.allow('old-key-0123456789abcdef');
    const service = createConnectionService(parts);
    const { id } = await service.add(draft());
    const paused = await service.setActive(id, false);
    await expect(access.open(paused)).rejects.toMatchObject({ code: 'connection-paused' });
  });
});
