import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { HandlerOutput } from '../../../src/api/contract.ts';
import { problemData } from '../../fakes/renderer/fake-transport.ts';
import { openWindow } from './open-window.tsx';

type Report = HandlerOutput<'claude.see'>;
const section = async (name: string) => within(await screen.findByRole('region', { name }));

describe('seeing what Claude sees', () => {
  it('ticks the steps off as they are told, then gives one verdict with the tools folded below', async () => {
    const answer = Promise.withResolvers<Report>();
    const { host, user } = openWindow({ at: '#/claude-desktop' });
    const { report } = host.claude.sight;
    host.answer('claude.see', () => answer.promise);
    const sight = await section('See what Claude sees');
    expect(sight.queryByRole('list')).toBeNull();
    await user.click(sight.getByRole('button', { name: 'Look now' }));
    await waitFor(() => {
      expect(host.inputsOf('claude.see')).toHaveLength(1);
    });
    const [{ runId }] = host.inputsOf('claude.see') as [{ runId: string }];
    host.emit('claude.sightStep', { runId, step: { id: 'hello', state: 'good', durationMs: 84, detail: 'In time.' } });
    expect(await sight.findByText('In time.')).toBeTruthy();
    expect(within(sight.getByRole('list', { name: 'What Claude sees' })).getAllByRole('listitem')).toHaveLength(8);
    answer.resolve(report);
    expect(await sight.findByText(report.verdict.title)).toBeTruthy();
    await user.click(sight.getByRole('button', { name: '2 tools' }));
    expect(await sight.findByText('List connections')).toBeTruthy();
  });

  it('shows the lines that are no MCP messages', async () => {
    const { host, user } = openWindow({ at: '#/claude-desktop' });
    const { report } = host.claude.sight;
    host.claude.sight.report = {
      ...report,
      strayLines: ['Welcome back, Ada!'],
      verdict: { state: 'failed', title: 'It prints what is no MCP message.', next: 'Find what prints it.' },
    };
    const sight = await section('See what Claude sees');
    await user.click(sight.getByRole('button', { name: 'Look now' }));
    expect(await sight.findByText('It prints what is no MCP message.')).toBeTruthy();
    await user.click(sight.getByRole('button', { name: '1 line that is no MCP message' }));
    expect(await sight.findByText('Welcome back, Ada!')).toBeTruthy();
  });
});

describe('Claude’s log', () => {
  it('explains known lines and keeps the files folded', async () => {
    const { user } = openWindow({
      at: '#/claude-desktop',
      prepare: (host) => {
        const text = '2026-11-21T09:00:00.000Z [error] spawn /old/keyring-host ENOENT';
        host.claude.sight.log = {
          state: 'found',
          files: [
            {
              path: '/Users/anna/Library/Logs/Claude/mcp-server-mcp-keyring.log',
              name: 'mcp-server-mcp-keyring.log',
              changedAt: '2026-11-21T09:00:00.000Z',
              lines: [{ text, explained: 'not-found' }],
            },
          ],
          findings: [
            { id: 'not-found', kind: 'problem', title: 'Claude did not find it.', next: 'Update the entry.', count: 2 },
          ],
        };
      },
    });
    const log = await section('Claude’s log');
    expect(await log.findByText('Claude did not find it.')).toBeTruthy();
    expect(log.getByText('Update the entry.')).toBeTruthy();
    await user.click(log.getByRole('button', { name: /mcp-server-mcp-keyring\.log/ }));
    expect((await log.findByRole('log')).textContent).toContain('spawn /old/keyring-host ENOENT');
  });

  it('says what it means that Claude never started the server though the entry is there', async () => {
    openWindow({
      at: '#/claude-desktop',
      prepare: ({ claude }) => {
        claude.status = {
          ...claude.status,
          locations: claude.status.locations.map((each) => ({ ...each, state: 'current' })),
        };
      },
    });
    expect(await (await section('Claude’s log')).findByText(/has never started MCP Keyring/)).toBeTruthy();
  });
});

describe('the second road', () => {
  it('exports the extension, says where it is, and hands it to Claude', async () => {
    const { host, user } = openWindow({ at: '#/claude-desktop/second-road' });
    const road = await section('Second road: an extension');
    await user.click(await road.findByRole('button', { name: 'Export as extension (.mcpb)' }));
    expect(await road.findByText(/MCP-Keyring-0\.1\.0\.mcpb$/)).toBeTruthy();
    await user.click(road.getByRole('button', { name: 'Open in Claude Desktop' }));
    await waitFor(() => {
      expect(host.inputsOf('claude.openExtension')).toEqual([{}]);
    });
    host.refuse('claude.openExtension', problemData('unsupported', 'Nothing opens it.', 'Choose it in Claude.'));
    await user.click(road.getByRole('button', { name: 'Open in Claude Desktop' }));
    expect(await road.findByText('Nothing opens it.')).toBeTruthy();
  });

  it('says plainly when both ways are active, and offers to take the entry out', async () => {
    const { user } = openWindow({
      at: '#/claude-desktop',
      prepare: ({ claude }) => {
        claude.status = {
          ...claude.status,
          locations: claude.status.locations.map((each) => ({ ...each, state: 'current' })),
        };
        claude.sight.road = {
          version: '0.1.0',
          installed: [{ folder: '/x', version: '0.0.9', enabled: true, outdated: true }],
          both: true,
        };
      },
    });
    const road = await section('Second road: an extension');
    expect(await road.findByText(/has MCP Keyring twice/)).toBeTruthy();
    expect(road.getByText(/has version 0\.0\.9 of the extension, and this is 0\.1\.0/)).toBeTruthy();
    await user.click(road.getByRole('button', { name: 'Remove the entry' }));
    expect(await screen.findByRole('dialog', { name: 'Remove from Claude Desktop' })).toBeTruthy();
  });

  it('says why none can be made, and offers no button then', async () => {
    openWindow({
      at: '#/claude-desktop',
      prepare: ({ claude }) => {
        claude.sight.road = {
          ...claude.sight.road,
          refusal: problemData('unsupported', 'The demo makes no extension.', 'Start without it.'),
        };
      },
    });
    const road = await section('Second road: an extension');
    expect(await road.findByText('The demo makes no extension.')).toBeTruthy();
    expect(road.queryByRole('button', { name: /Export/ })).toBeNull();
  });
});
