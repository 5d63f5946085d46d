import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { exampleInfo } from '../../fakes/renderer/example-data.ts';
import { problemData, type FakeTransport } from '../../fakes/renderer/fake-transport.ts';
import { openWindow } from './open-window.tsx';

const path = '/Users/anna/Library/Application Support/Claude/claude_desktop_config.json';
const at = '2026-11-21T09:30:00.000Z';
const eventId = (number: number): string => `2f6f0a3e-6f0e-4c7a-9d3c-1f1f0c5b7a${String(number).padStart(2, '0')}`;

const open = (prepare?: (host: FakeTransport) => void) =>
  openWindow({ at: '#/claude-desktop', ...(prepare === undefined ? {} : { prepare }) });

describe('the guard on the Claude Desktop screen', () => {
  it('waits for Claude’s end when Claude runs, shows that, and can be called off', async () => {
    const { host, user } = open((fake) => {
      fake.claude.status = { ...fake.claude.status, running: true };
    });
    await user.click(await screen.findByRole('button', { name: 'Add to Claude Desktop' }));
    host.claude.guard = {
      claude: 'running',
      files: [{ path, state: 'waiting', waiting: { kind: 'write', by: 'user', since: at } }],
    };
    await user.click(await screen.findByRole('button', { name: 'Add when Claude quits' }));
    const dialog = await screen.findByRole('dialog');
    expect(await within(dialog).findByText('It is written when Claude Desktop quits')).toBeTruthy();
    await user.click(within(dialog).getByRole('button', { name: 'Done' }));
    expect(host.inputsOf('claude.apply')).toMatchObject([{ when: 'on-quit' }]);
    expect(await screen.findByText('The entry is written when Claude Desktop quits')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Call it off' }));
    expect(host.inputsOf('claude.cancelWaiting')).toEqual([{ path }]);
    await user.click(await screen.findByRole('button', { name: 'Write now anyway' }));
    expect(host.inputsOf('claude.writeNow')).toEqual([{ path }]);
  });

  it('asks what to do with an entry that was dropped', async () => {
    const { host, user } = open((fake) => {
      fake.claude.guard = { claude: 'ended', files: [{ path, state: 'question', question: 'dropped' }] };
    });
    await user.click(await screen.findByRole('button', { name: 'Put it back' }));
    await user.click(await screen.findByRole('button', { name: 'I removed it myself' }));
    expect(host.inputsOf('claude.answerGuard')).toEqual([
      { path, answer: 'put-back' },
      { path, answer: 'leave' },
    ]);
  });

  it('says what keeps it from working', async () => {
    open((fake) => {
      const problem = problemData('data-file-damaged', 'claude-guard.json is damaged.', 'Move it away.');
      fake.claude.guard = { claude: 'ended', files: [], problem };
    });
    expect(await screen.findByText('The guard cannot work')).toBeTruthy();
    expect(screen.getByText('claude-guard.json is damaged.')).toBeTruthy();
  });

  it('is set to put back, to ask, or only to tell', async () => {
    const { host, user } = open();
    await user.click(await screen.findByRole('switch', { name: 'Put it back while Claude runs, too' }));
    await user.click(await screen.findByRole('radio', { name: 'Ask me' }));
    expect(host.inputsOf('preferences.set')).toEqual([{ guardAtOnce: true }, { guard: 'ask' }]);
    await waitFor(() => {
      expect(screen.queryByRole('switch', { name: 'Put it back while Claude runs, too' })).toBeNull();
    });
  });

  it('lists what happened, folded, with what changed behind a button', async () => {
    const { user } = open((fake) => {
      fake.claude.history = [
        { id: eventId(1), at, path, kind: 'dropped', before: 'a', after: 'b' },
        ...[2, 3, 4, 5, 6].map((number) => ({ id: eventId(number), at, path, kind: 'changed' as const, times: 2 })),
        { id: eventId(7), at, path, kind: 'started' as const, entry: 'with' as const },
      ];
    });
    const list = await screen.findByRole('list', { name: 'History of Claude’s settings' });
    expect(within(list).getAllByRole('listitem')).toHaveLength(5);
    await user.click(screen.getByRole('button', { name: 'Show all 7' }));
    expect(within(list).getByText('Claude Desktop was started with the entry')).toBeTruthy();
    await user.click(within(list).getByRole('button', { name: 'What changed' }));
    expect((await within(list).findByRole('region', { name: /change/ })).textContent).toContain('"mcp-keyring"');
  });

  it('compares a copy with the file, says what restoring means, and restores it', async () => {
    const { host, user } = open((fake) => {
      fake.claude.backups = [{ id: 'f/1.bak', origin: path, at, bytes: 812, kind: 'change' }];
    });
    host.answer('claude.compareBackup', () => ({ diff: '@@\n-new\n+old\n', fingerprint: 'f9', holdsEntry: false }));
    await user.click(await screen.findByRole('button', { name: /Compare and restore/ }));
    const dialog = await screen.findByRole('dialog');
    expect(await within(dialog).findByText(/MCP Keyring is not in this copy/)).toBeTruthy();
    await user.click(within(dialog).getByRole('button', { name: 'Restore' }));
    await waitFor(() => {
      expect(host.inputsOf('claude.restoreBackup')).toEqual([{ id: 'f/1.bak', fingerprint: 'f9', when: 'now' }]);
    });
    await waitFor(() => {
      expect(screen.queryByRole('dialog')).toBeNull();
    });
  });

  it('explains what the organisation forbids, and that it may not be known', async () => {
    const { host, queries } = open((fake) => {
      fake.claude.policy = { known: true, localServers: 'forbidden', source: 'HKLM\\SOFTWARE\\Policies\\Claude' };
    });
    expect(await screen.findByText('Your organisation limits Claude Desktop')).toBeTruthy();
    expect(screen.getByText(/the entry has no effect/)).toBeTruthy();
    host.claude.policy = { known: false };
    await queries.invalidateQueries({ queryKey: ['claude.policy'] });
    expect(await screen.findByText(/could not be found out/)).toBeTruthy();
  });

  it('shows a file that Claude does not read with the reason, and adds nothing there', async () => {
    open((fake) => {
      const [location] = fake.claude.status.locations;
      fake.claude.status = {
        ...fake.claude.status,
        locations: [{ ...location!, readByClaude: false, notRead: 'lower-case' }],
      };
    });
    expect(await screen.findByText(/with a capital C/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Add to Claude Desktop' })).toBeNull();
  });

  it('announces what the guard did, and leads to it', async () => {
    const { host, user } = openWindow({
      at: '#/connections',
      prepare: (fake) => {
        fake.answer('app.info', () => ({ ...exampleInfo, shell: 'web' }));
      },
    });
    await screen.findByRole('link', { name: /Jira northwind/ });
    host.emit('reminders.notice', {
      ...{ reminderId: 'r1', kind: 'claude-desktop', title: 'MCP Keyring is back in Claude Desktop' },
      text: 'The entry was put back.',
    });
    await user.click(await screen.findByRole('button', { name: 'Open' }));
    expect(window.location.hash).toBe('#/claude-desktop');
  });
});
