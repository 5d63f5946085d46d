import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { problemData, type FakeTransport } from '../../fakes/renderer/fake-transport.ts';
import { exampleConnections } from '../../fakes/renderer/example-data.ts';
import { openWindow } from './open-window.tsx';

const open = (prepare?: (host: FakeTransport) => void) =>
  openWindow({ at: '#/clients', ...(prepare !== undefined && { prepare }) });

const rowOf = async (name: string): Promise<HTMLElement> => {
  const link = await within(await screen.findByRole('table')).findByRole('link', { name });
  return link.closest('tr') as HTMLElement;
};

describe('the other clients', () => {
  it('are shown with whether they have the entry, and those that are not here are folded away', async () => {
    const { user } = open();
    expect(within(await rowOf('Cursor')).getByText('Not added')).toBeTruthy();
    expect(within(await rowOf('Codex')).getByText('Out of date')).toBeTruthy();
    expect(within(await rowOf('Goose')).getByText('Added')).toBeTruthy();
    expect(screen.queryByRole('link', { name: 'Warp' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Not found on this computer (1)' }));
    expect(await screen.findByText('Warp')).toBeTruthy();
  });

  it('are changed only after the exact change was shown, and say what to do then', async () => {
    const { host, user } = open();
    await user.click(await screen.findByRole('button', { name: 'Update the entry of Codex' }));
    const dialog = await screen.findByRole('dialog');
    expect((await within(dialog).findByRole('region', { name: /change/ })).textContent).toContain('"mcp-keyring"');
    expect(host.inputsOf('clients.apply')).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Update' }));
    expect(await within(dialog).findByText('Start a new session of Codex.')).toBeTruthy();
    expect(within(dialog).getByText(/\.bak$/)).toBeTruthy();
    expect(host.inputsOf('clients.apply')).toMatchObject([{ client: 'codex', change: 'write', fingerprint: 'f1' }]);
    await user.click(within(dialog).getByRole('button', { name: 'Done' }));
    expect(within(await rowOf('Codex')).getByText('Added')).toBeTruthy();
  });

  it('show their own command where they have one', async () => {
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: 'Add to Claude Code' }));
    const dialog = await screen.findByRole('dialog');
    expect((await within(dialog).findByLabelText('The command')).textContent).toContain('claude mcp add-json');
    await user.click(within(dialog).getByRole('button', { name: 'Add' }));
    expect(await within(dialog).findByText(/Claude Code did it with its own command/)).toBeTruthy();
  });

  it('are asked by a link to add it themselves, and it is noticed when they did', async () => {
    const { host, user } = open();
    await user.click(await screen.findByRole('button', { name: 'Add to Cursor' }));
    const dialog = await screen.findByRole('dialog');
    const link = await within(dialog).findByRole('link', { name: 'Let Cursor add it (opens Cursor)' });
    expect(link.getAttribute('href')).toMatch(/^cursor:/);
    // There is no Cursor to be opened.
    link.addEventListener('click', (event) => {
      event.preventDefault();
    });
    await user.click(link);
    expect(await within(dialog).findByText(/Cursor asks you now/)).toBeTruthy();
    host.clients.list = host.clients.list.map((client) =>
      client.id === 'cursor'
        ? { ...client, files: client.files.map((file) => ({ ...file, state: 'current' })) }
        : client,
    );
    host.emit('clients.changed', {});
    expect(await within(dialog).findByText('MCP Keyring is in Cursor')).toBeTruthy();
    expect(host.inputsOf('clients.apply')).toEqual([]);
  });

  it('lead to the own screen of Claude Desktop', async () => {
    open();
    const row = await rowOf('Claude Desktop');
    expect(within(row).getByRole('link', { name: 'Open' }).getAttribute('href')).toBe('#/claude-desktop');
    expect(within(row).queryByRole('button', { name: /Remove/ })).toBeNull();
  });

  it('are not offered a change of a file that cannot be read', async () => {
    open((host) => {
      const problem = problemData('file-not-parsable', 'Line 7: a comma is missing.', 'Correct the file.');
      host.clients.list = host.clients.list.map((client) => ({
        ...client,
        files: client.files.map((file) => ({ ...file, state: 'not-parsable', problem })),
      }));
    });
    const row = await rowOf('Cursor');
    expect(within(row).getByText('Line 7: a comma is missing.')).toBeTruthy();
    expect(within(row).queryByRole('button', { name: /Add|Update|Remove/ })).toBeNull();
  });
});

describe('the access of a client', () => {
  const [first, second] = exampleConnections as [(typeof exampleConnections)[0], (typeof exampleConnections)[0]];

  it('is as that of others at first, and is set for each connection', async () => {
    const { host, user } = open();
    await user.click(await screen.findByRole('button', { name: 'Access of Goose: Not restricted' }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).queryByRole('combobox', { name: `Access to ${first.name}` })).toBeNull();
    await user.click(await within(dialog).findByRole('radio', { name: 'its own' }));
    await user.click(within(dialog).getByRole('combobox', { name: `Access to ${first.name}` }));
    await user.click(await screen.findByRole('option', { name: 'No access' }));
    await user.click(within(dialog).getByRole('combobox', { name: 'Access to connections added later' }));
    await user.click(await screen.findByRole('option', { name: 'Read only' }));
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(await screen.findByRole('button', { name: `Access of Goose: No access to “${first.name}”` })).toBeTruthy();
    const [change] = host.inputsOf('clients.setAccess') as { client: string; rules: { connections: object } }[];
    expect(change).toMatchObject({ client: 'goose', rules: { byDefault: 'read-only' } });
    expect(change?.rules.connections).toMatchObject({ [first.id]: 'none', [second.id]: 'as-connection' });
  });

  it('goes back to that of others', async () => {
    const { host, user } = open((prepared) => {
      prepared.clients.access = { clients: { goose: { byDefault: 'none', connections: {} } } };
    });
    await user.click(await screen.findByRole('button', { name: 'Access of Goose: No access' }));
    const dialog = await screen.findByRole('dialog');
    await user.click(await within(dialog).findByRole('radio', { name: /any other client/ }));
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(await screen.findByRole('button', { name: 'Access of Goose: Not restricted' })).toBeTruthy();
    expect(host.inputsOf('clients.setAccess')).toEqual([{ client: 'goose', rules: null }]);
  });

  it('is said to be none where the rules cannot be read', async () => {
    open((host) => {
      host.refuse('clients.access', problemData('data-file-damaged', 'client-access.json is damaged.', 'Restore it.'));
    });
    expect(await screen.findByText('client-access.json is damaged.')).toBeTruthy();
  });
});

describe('a client that is not known', () => {
  it('takes the entry with a name of its own, and has an access under it', async () => {
    const { user } = open();
    const code = await screen.findByLabelText('The entry as JSON');
    expect(code.textContent).not.toContain('--client');
    await user.type(screen.getByRole('textbox', { name: /Name of the client/ }), 'My Client 2!');
    expect(code.textContent).toMatch(/"--client",\s+"my-client-2"/);
    await user.click(screen.getByRole('button', { name: 'Access of “my-client-2”: Not restricted' }));
    const dialog = await screen.findByRole('dialog');
    await user.click(await within(dialog).findByRole('radio', { name: 'its own' }));
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(await screen.findByRole('region', { name: 'Clients that you named' })).toBeTruthy();
  });
});
