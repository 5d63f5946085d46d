import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { problemData } from '../../fakes/renderer/fake-transport.ts';
import { openWindow } from './open-window.tsx';

const at = '#/profiles';
const key = 'ghp_0123456789abcdef';

describe('other servers', () => {
  it('shows each with its variables, the ends of their keys and who uses it', async () => {
    openWindow({ at });
    const card = await screen.findByRole('article', { name: 'GitHub' });
    expect(within(card).getByText('GITHUB_TOKEN')).toBeTruthy();
    expect(within(card).getByText('…9f3a')).toBeTruthy();
    expect(within(card).getByText('keyring-host run github -- …')).toBeTruthy();
    expect(await within(card).findByText('“github” in Cursor')).toBeTruthy();
  });

  it('moves the ticked variables of an entry with one click, those that look like keys at first', async () => {
    const { host, user } = openWindow({ at });
    const card = await screen.findByRole('article', { name: 'slack in Cursor' });
    const ticked = within(card)
      .getAllByRole<HTMLInputElement>('checkbox')
      .map(({ checked }) => checked);
    expect(ticked).toEqual([true, false]);
    await user.click(within(card).getByRole('button', { name: /Move the keys of slack/ }));
    expect(await screen.findByText('“slack” now gets its keys from MCP Keyring. Restart Cursor.')).toBeTruthy();
    expect(host.inputsOf('profiles.moveEntry')).toMatchObject([{ server: 'slack', variables: ['SLACK_BOT_TOKEN'] }]);
    expect(await screen.findByRole('article', { name: 'slack' })).toBeTruthy();
    expect(screen.queryByRole('article', { name: 'slack in Cursor' })).toBeNull();
  });

  it('moves nothing where nothing is ticked', async () => {
    const { user } = openWindow({ at });
    const card = await screen.findByRole('article', { name: 'slack in Cursor' });
    await user.click(within(card).getByRole('checkbox', { name: 'SLACK_BOT_TOKEN' }));
    expect(within(card).getByRole<HTMLButtonElement>('button', { name: /Move the keys/ }).disabled).toBe(true);
  });

  it('puts keys back only after saying that they will stand in plain text', async () => {
    const { host, user } = openWindow({ at });
    await user.click(await screen.findByRole('button', { name: 'Put the keys of github back into Cursor' }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText('The keys will stand in plain text')).toBeTruthy();
    expect(host.inputsOf('profiles.putBack')).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Put back in plain text' }));
    expect(await screen.findByRole('article', { name: 'github in Cursor' })).toBeTruthy();
    expect(host.inputsOf('profiles.putBack')).toMatchObject([{ client: 'cursor', server: 'github' }]);
  });

  it('adds a server with several variables and clears the form', async () => {
    const { host, user } = openWindow({ at });
    await user.click((await screen.findAllByRole('button', { name: 'Add a server' }))[0]!);
    const dialog = await screen.findByRole('dialog');
    await user.type(within(dialog).getByLabelText(/^Name/), 'Linear');
    await user.type(within(dialog).getByLabelText('Variable'), 'LINEAR_KEY');
    await user.type(within(dialog).getByLabelText('Key'), key);
    await user.click(within(dialog).getByRole('button', { name: 'Another variable' }));
    const second = within(within(dialog).getByRole('group', { name: 'Variable 2' }));
    await user.type(second.getByLabelText('Variable'), 'LINEAR_SECRET');
    await user.type(second.getByLabelText('Key'), 'second-key');
    await user.click(within(dialog).getByRole('button', { name: 'Add' }));
    expect(await screen.findByRole('article', { name: 'Linear' })).toBeTruthy();
    expect(host.inputsOf('profiles.create')).toEqual([
      {
        name: 'Linear',
        variables: [
          { name: 'LINEAR_KEY', source: { secret: key } },
          { name: 'LINEAR_SECRET', source: { secret: 'second-key' } },
        ],
      },
    ]);
    await waitFor(() => {
      expect(document.body.innerHTML).not.toContain(key);
    });
  });

  it('refuses variables that change what programs load, and says why at the field', async () => {
    const { host, user } = openWindow({ at });
    await user.click((await screen.findAllByRole('button', { name: 'Add a server' }))[0]!);
    const dialog = await screen.findByRole('dialog');
    await user.type(within(dialog).getByLabelText(/^Name/), 'Linear');
    await user.type(within(dialog).getByLabelText('Variable'), 'NODE_OPTIONS');
    await user.click(within(dialog).getByRole('button', { name: 'Add' }));
    expect(await within(dialog).findByText(/NODE_OPTIONS is not for keys/)).toBeTruthy();
    expect(within(dialog).getByText('Paste the key.')).toBeTruthy();
    expect(host.inputsOf('profiles.create')).toEqual([]);
  });

  it('replaces a key, and says that running servers get it when they start', async () => {
    const { host, user } = openWindow({ at });
    await screen.findByText('“github” in Cursor');
    await user.click(screen.getByRole('button', { name: 'Replace the key in GITHUB_TOKEN' }));
    const dialog = await screen.findByRole('dialog');
    await user.type(within(dialog).getByLabelText(/^New key/), key);
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(await screen.findByText(/it gets the new key when it starts/)).toBeTruthy();
    expect(host.inputsOf('profiles.setVariable')).toEqual([
      { id: 'github', name: 'GITHUB_TOKEN', source: { secret: key } },
    ]);
  });

  it('takes a key from where it is, too', async () => {
    const { host, user } = openWindow({ at });
    const card = await screen.findByRole('article', { name: 'GitHub' });
    await user.click(within(card).getByRole('button', { name: 'Add a variable' }));
    const dialog = await screen.findByRole('dialog');
    await user.type(within(dialog).getByLabelText(/^Variable/), 'OTHER');
    await user.selectOptions(within(dialog).getByLabelText('Where is the key?'), 'command');
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(await within(dialog).findByText('Enter the command.')).toBeTruthy();
    await user.type(within(dialog).getByLabelText(/^Command/), 'op read op://x');
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    await waitFor(() => {
      expect(host.inputsOf('profiles.setVariable')).toEqual([
        { id: 'github', name: 'OTHER', source: { reference: { kind: 'command', command: ['op', 'read', 'op://x'] } } },
      ]);
    });
  });

  it('removes a variable only after saying that its key is gone for good', async () => {
    const { host, user } = openWindow({ at });
    await user.click(await screen.findByRole('button', { name: 'Remove GITHUB_TOKEN' }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText(/deleted here, for good/)).toBeTruthy();
    expect(host.inputsOf('profiles.removeVariable')).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Remove' }));
    expect(await screen.findByText('“GITHUB_TOKEN” was removed.')).toBeTruthy();
    expect(host.inputsOf('profiles.removeVariable')).toEqual([{ id: 'github', name: 'GITHUB_TOKEN' }]);
  });

  it('says where a profile is still used instead of removing it', async () => {
    const { host, user } = openWindow({ at });
    host.refuse(
      'profiles.remove',
      problemData('invalid-input', '“GitHub” is still used by “github” in Cursor.', 'Put it back.'),
    );
    await user.click(await screen.findByRole('button', { name: 'Actions for GitHub' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Remove…' }));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: 'Remove' }));
    expect(await within(dialog).findByText(/still used by “github” in Cursor/)).toBeTruthy();
  });

  it('tells of entries whose profile is not there', async () => {
    openWindow({
      at,
      prepare: ({ profiles }) => {
        profiles.list = [];
      },
    });
    expect(await screen.findByText('Some servers cannot start')).toBeTruthy();
    expect(screen.getByText('“github” in Cursor: github')).toBeTruthy();
  });

  it('says what it is for where there is nothing yet', async () => {
    openWindow({
      at,
      prepare: ({ profiles }) => {
        profiles.list = [];
        profiles.entries = { uses: [], movable: [] };
      },
    });
    expect(await screen.findByText('No other server gets its keys from here yet')).toBeTruthy();
    expect(screen.queryByText('In plain text now')).toBeNull();
    expect(screen.queryByText('Some servers cannot start')).toBeNull();
  });
});
