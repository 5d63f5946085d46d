import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ids } from '../../fakes/renderer/example-data.ts';
import { problemData } from '../../fakes/renderer/fake-transport.ts';
import { openWindow } from './open-window.tsx';

async function openAccess(prepare?: Parameters<typeof openWindow>[0]) {
  const { host, user } = openWindow({ at: `#/connections/${ids.jira}`, ...prepare });
  await user.click(await screen.findByRole('button', { name: 'Access' }));
  const dialog = await screen.findByRole('dialog', { name: /^Access of/ });
  return { host, user, dialog: within(dialog) };
}

describe('what Claude may do with a connection', () => {
  it('is to read only, until the user says otherwise', async () => {
    openWindow({ at: `#/connections/${ids.jira}` });
    const fact = (await screen.findByText('Claude may')).parentElement!;
    expect(within(fact).getByText('Read only')).toBeTruthy();
  });

  it('offers deleting only where Claude may write', async () => {
    const { host, user, dialog } = await openAccess();
    expect(dialog.queryByRole('switch', { name: /May also delete/ })).toBeNull();
    await user.click(dialog.getByRole('radio', { name: /^Ask before changes/ }));
    await user.click(dialog.getByRole('switch', { name: /May also delete/ }));
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    await waitFor(() => {
      expect(host.inputsOf('connections.setPolicy')).toEqual([
        { id: ids.jira, policy: { access: 'ask', allowDelete: true, groupsOff: [] } },
      ]);
    });
    expect(await screen.findByText('Ask before changes, may delete')).toBeTruthy();
  });

  it('warns of texts that mislead before it lets Claude write unasked', async () => {
    const { user, dialog } = await openAccess();
    expect(dialog.queryByText(/can mislead Claude/)).toBeNull();
    await user.click(dialog.getByRole('radio', { name: /^Read and write/ }));
    expect(dialog.getByText(/can mislead Claude/)).toBeTruthy();
  });

  it('can be limited to projects found by typing', async () => {
    const { host, user, dialog } = await openAccess();
    await user.click(dialog.getByRole('radio', { name: /^Only in the projects/ }));
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    expect(await dialog.findByText('Choose at least one.')).toBeTruthy();
    expect(host.inputsOf('connections.setPolicy')).toEqual([]);
    await user.type(dialog.getByRole('combobox', { name: 'Allowed projects' }), 'web');
    await user.click(await screen.findByRole('option', { name: 'Website (WEB)' }));
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    await waitFor(() => {
      expect(host.inputsOf('connections.setPolicy')).toEqual([
        {
          id: ids.jira,
          policy: {
            access: 'read-only',
            allowDelete: false,
            groupsOff: [],
            projects: [{ id: '10000', name: 'Website (WEB)' }],
          },
        },
      ]);
    });
  });

  it('can leave out what the user does not want Claude to touch', async () => {
    const { host, user, dialog } = await openAccess();
    await user.click(dialog.getByRole('checkbox', { name: /^Attachments/ }));
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    await waitFor(() => {
      expect(host.inputsOf('connections.setPolicy')).toMatchObject([{ policy: { groupsOff: ['attachments'] } }]);
    });
  });

  it('says why the projects cannot be listed, and loses nothing', async () => {
    const { user, dialog } = await openAccess({
      prepare: (fake) => {
        fake.refuse('connections.projects', problemData('vault-locked', 'The vault is locked.', 'Unlock it.'));
      },
    });
    await user.click(dialog.getByRole('radio', { name: /^Only in the projects/ }));
    expect(await dialog.findByText('The vault is locked.')).toBeTruthy();
    expect(dialog.getByRole('radio', { name: /^Only in the projects/ })).toHaveProperty('checked', true);
  });
});

describe('the settings for files and networks', () => {
  it('make a folder for attachments, or take the one that is entered', async () => {
    const { host, user } = openWindow({ at: '#/settings' });
    await user.click(await screen.findByRole('button', { name: 'Make one in my documents' }));
    await waitFor(() => {
      expect(screen.getByLabelText<HTMLInputElement>('Folder').value).toBe(
        '/Users/anna/Documents/MCP Keyring attachments',
      );
    });
    await user.clear(screen.getByLabelText('Folder'));
    await user.type(screen.getByLabelText('Folder'), '/Users/anna/files{Enter}');
    await waitFor(() => {
      expect(host.inputsOf('preferences.set')).toEqual([{ attachmentsFolder: '/Users/anna/files' }]);
    });
  });

  it('take no proxy that is no address or holds a password', async () => {
    const { host, user } = openWindow({ at: '#/settings' });
    const proxy = await screen.findByLabelText('Proxy');
    await user.type(proxy, 'proxy.example{Enter}');
    expect(await screen.findByText('Write it like http://proxy.example.com:8080.')).toBeTruthy();
    await user.clear(proxy);
    await user.type(proxy, 'http://me:secret@proxy.example:8080{Enter}');
    expect(await screen.findByText(/Leave the user name and password out/)).toBeTruthy();
    expect(host.inputsOf('preferences.set')).toEqual([]);
    await user.clear(proxy);
    await user.type(proxy, 'http://proxy.example:8080{Enter}');
    await waitFor(() => {
      expect(host.inputsOf('preferences.set')).toEqual([{ proxy: 'http://proxy.example:8080', caFile: null }]);
    });
  });

  it('let a connection have a proxy of its own', async () => {
    const { host, user } = openWindow({ at: `#/connections/${ids.jira}` });
    await user.click(await screen.findByRole('button', { name: 'Edit' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Edit connection' }));
    await user.click(dialog.getByRole('button', { name: /^Waiting/ }));
    await user.type(dialog.getByLabelText('Proxy'), 'none');
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    await waitFor(() => {
      expect(host.inputsOf('connections.edit')).toEqual([
        { id: ids.jira, options: { timeoutMs: 30_000, retries: 3, maxParallel: 4, proxy: 'none' } },
      ]);
    });
  });
});
