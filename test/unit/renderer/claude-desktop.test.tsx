import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { problemData } from '../../fakes/renderer/fake-transport.ts';
import { openWindow } from './open-window.tsx';

describe('Claude Desktop', () => {
  it('shows the exact change before it makes it, then the copy it kept and what to do', async () => {
    const { host, user } = openWindow({ at: '#/claude-desktop' });
    await user.click(await screen.findByRole('button', { name: 'Add to Claude Desktop' }));
    const dialog = await screen.findByRole('dialog');
    expect((await within(dialog).findByRole('region', { name: /change/ })).textContent).toContain('"mcp-keyring"');
    expect(host.inputsOf('claude.apply')).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Add' }));
    expect(await within(dialog).findByText(/Start Claude Desktop/)).toBeTruthy();
    expect(within(dialog).getByText(/\.bak$/)).toBeTruthy();
    expect(host.inputsOf('claude.apply')).toMatchObject([{ change: 'write', fingerprint: 'f1' }]);
    await user.click(within(dialog).getByRole('button', { name: 'Done' }));
    expect(await screen.findByText('MCP Keyring is added')).toBeTruthy();
  });

  it('waits for Claude’s end, says how to quit it, and leaves the last word to the user', async () => {
    const { user } = openWindow({
      at: '#/claude-desktop',
      prepare: (host) => {
        host.claude.status = { ...host.claude.status, running: true };
      },
    });
    expect(await screen.findByText('Claude Desktop is running')).toBeTruthy();
    expect((await screen.findAllByText(/Quit it with ⌘Q/)).length).toBeGreaterThan(0);
    await user.click(screen.getByRole('button', { name: 'Add to Claude Desktop' }));
    expect(await screen.findByRole('button', { name: 'Add when Claude quits' })).toBeTruthy();
    await user.click(screen.getByRole('radio', { name: 'Write now anyway' }));
    expect(await screen.findByRole('button', { name: 'Add anyway' })).toBeTruthy();
  });

  it('offers no change to a file it cannot read', async () => {
    openWindow({
      at: '#/claude-desktop',
      prepare: (host) => {
        const problem = problemData('file-not-parsable', 'Line 7: a comma is missing.', 'Correct the file.');
        host.claude.status = {
          ...host.claude.status,
          locations: host.claude.status.locations.map((each) => ({ ...each, state: 'not-parsable', problem })),
        };
      },
    });
    expect(await screen.findByText('Line 7: a comma is missing.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Add|Update|Remove/ })).toBeNull();
  });

  it('looks at the file again when it changed meanwhile', async () => {
    const { host, user } = openWindow({ at: '#/claude-desktop' });
    host.refuse(
      'claude.apply',
      problemData('file-changed-meanwhile', 'The file changed meanwhile.', 'Look at it again.'),
    );
    await user.click(await screen.findByRole('button', { name: 'Add to Claude Desktop' }));
    await user.click(await screen.findByRole('button', { name: 'Add' }));
    expect(await screen.findByText('The file changed meanwhile.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(host.inputsOf('claude.preview').length).toBeGreaterThan(1);
  });

  it('links to the download and speaks of other clients when Claude is not there', async () => {
    openWindow({
      at: '#/claude-desktop',
      prepare: (host) => {
        host.claude.status = { ...host.claude.status, installed: false, locations: [] };
      },
    });
    const download = await screen.findByRole('link', { name: 'Get Claude Desktop' });
    expect(download.getAttribute('href')).toBe('https://claude.ai/download');
    expect(screen.getByText(/Other MCP clients work too/)).toBeTruthy();
  });
});
