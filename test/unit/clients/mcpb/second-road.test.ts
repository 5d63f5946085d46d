import { mkdir, mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ClaudeStatus } from '../../../../src/clients/claude-desktop/status.ts';
import { createSecondRoad, type ExtensionMaker } from '../../../../src/clients/mcpb/second-road.ts';

let home = '';
let claude = '';
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'second-road-'));
  claude = join(home, '.config', 'Claude');
  await mkdir(claude, { recursive: true });
});

const problem = { code: 'unsupported', message: 'Not here.', next: 'Elsewhere.' } as const;

function roadWith(state: ClaudeStatus['locations'][number]['state'], changes: Partial<ExtensionMaker> = {}) {
  const opened: string[] = [];
  let made = 0;
  const road = createSecondRoad({
    ...{ folder: join(home, 'exports'), version: '1.2.0' },
    surroundings: { platform: 'linux', home, env: {} },
    claude: () =>
      Promise.resolve({
        locations: [{ path: join(claude, 'claude_desktop_config.json'), kind: 'standard', readByClaude: true, state }],
      }),
    make: async (to) => {
      made += 1;
      await mkdir(dirname(to), { recursive: true });
      await writeFile(to, 'bundle');
    },
    open: (path) => {
      opened.push(path);
      return Promise.resolve();
    },
    ...changes,
  });
  return { road, opened, made: () => made };
}

async function install(id: string, manifest: object, enabled?: boolean): Promise<void> {
  const folder = join(claude, 'Claude Extensions', id);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
  if (enabled === undefined) return;
  await mkdir(join(claude, 'Claude Extensions Settings'), { recursive: true });
  await writeFile(join(claude, 'Claude Extensions Settings', `${id}.json`), JSON.stringify({ isEnabled: enabled }));
}

describe('the second road into Claude', () => {
  it('exports one bundle, lets those of earlier versions go, and hands it to Claude', async () => {
    const { road, opened, made } = roadWith('without-entry');
    await mkdir(join(home, 'exports'));
    await writeFile(join(home, 'exports', 'MCP-Keyring-1.1.0.mcpb'), 'old');
    await writeFile(join(home, 'exports', 'notes.txt'), 'not ours');
    const [first, second] = await Promise.all([road.export(), road.export()]);
    expect(first).toMatchObject({ version: '1.2.0', bytes: 6, path: join(home, 'exports', 'MCP-Keyring-1.2.0.mcpb') });
    expect(second).toEqual(first);
    expect(made()).toBe(1);
    expect((await readdir(join(home, 'exports'))).toSorted()).toEqual(['MCP-Keyring-1.2.0.mcpb', 'notes.txt']);
    await road.open();
    expect(opened).toEqual([first.path]);
    expect(await road.status()).toMatchObject({ exported: first, both: false });
  });

  it('opens nothing that was not exported', async () => {
    const { road, opened } = roadWith('current');
    await expect(road.open()).rejects.toMatchObject({ code: 'file-unreadable' });
    expect(opened).toEqual([]);
  });

  it('says beforehand where no extension can be made', async () => {
    const { road, made } = roadWith('current', { refusal: problem });
    expect(await road.status()).toMatchObject({ refusal: problem });
    await expect(road.export()).rejects.toMatchObject(problem);
    expect(made()).toBe(0);
  });

  it('finds our extension among Claude’s, an older one, and both ways at once', async () => {
    await install('local.mcpb.anna.files', { name: 'files', version: '1.2.0' });
    await install('local.mcpb.authors.mcp-keyring', { name: 'mcp-keyring', version: '1.1.0' }, true);
    await writeFile(join(claude, 'Claude Extensions', 'stray-file'), 'x');
    const status = await roadWith('current').road.status();
    expect(status.installed).toMatchObject([{ version: '1.1.0', enabled: true, outdated: true }]);
    expect(status.both).toBe(true);
    expect((await roadWith('without-entry').road.status()).both).toBe(false);
  });

  it('takes an extension that is switched off for no second server', async () => {
    await install('local.mcpb.authors.mcp-keyring', { name: 'mcp-keyring', version: '1.2.0' }, false);
    expect(await roadWith('current').road.status()).toMatchObject({
      installed: [{ enabled: false, outdated: false }],
      both: false,
    });
  });
});
