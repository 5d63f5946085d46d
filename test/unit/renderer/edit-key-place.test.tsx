import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ids } from '../../fakes/renderer/example-data.ts';
import type { FakeTransport } from '../../fakes/renderer/fake-transport.ts';
import { openWindow } from './open-window.tsx';

async function openEdit(prepare?: (host: FakeTransport) => void) {
  const opened = openWindow({ at: `#/connections/${ids.jira}`, ...(prepare && { prepare }) });
  const drawer = await screen.findByRole('dialog', { name: /Jira northwind/ });
  await opened.user.click(within(drawer).getByRole('button', { name: 'Edit' }));
  const form = await screen.findByRole('dialog', { name: 'Edit connection' });
  await within(form).findByRole('textbox', { name: 'Name' });
  return { ...opened, form, places: within(form).getByRole('combobox', { name: 'Where is the key?' }) };
}

const readByCommand = (host: FakeTransport): void => {
  host.connections = host.connections.map((each) =>
    each.id === ids.jira
      ? { ...each, credential: { ...each.credential, home: { kind: 'command', command: ['/bin/op', 'read', 'a b'] } } }
      : each,
  );
};

describe('the place of a key, changed later', () => {
  it('is not touched by another change, and the kept key is not asked for', async () => {
    const { host, user, form, places } = await openEdit();
    expect(places).toHaveProperty('value', 'here');
    expect(within(form).queryByLabelText(/^API token/, { selector: 'input' })).toBeNull();
    await user.type(within(form).getByRole('textbox', { name: 'Name' }), ' 1');
    await user.click(within(form).getByRole('button', { name: 'Save' }));
    await waitFor(() => {
      expect(host.inputsOf('connections.edit')).toEqual([{ id: ids.jira, name: 'Jira northwind 1' }]);
    });
  });

  it('moves from the keychain to a file', async () => {
    const { host, user, form, places } = await openEdit();
    await user.selectOptions(places, 'In a file');
    await user.type(within(form).getByRole('textbox', { name: 'File with the key' }), '~/jira.key');
    await user.click(within(form).getByRole('button', { name: 'Save' }));
    await waitFor(() => {
      expect(host.inputsOf('connections.edit')).toEqual([
        { id: ids.jira, reference: { kind: 'file', path: '~/jira.key' } },
      ]);
    });
  });

  it('shows the command as it is stored, and moves the key into the keychain when it is entered', async () => {
    const { host, user, form, places } = await openEdit(readByCommand);
    expect(within(form).getByRole('textbox', { name: 'Command that prints the key' })).toHaveProperty(
      'value',
      "/bin/op read 'a b'",
    );
    await user.selectOptions(places, 'here');
    await user.click(within(form).getByRole('button', { name: 'Save' }));
    expect(await within(form).findByText('Paste the key.')).toBeTruthy();
    await user.type(within(form).getByLabelText(/^API token/, { selector: 'input' }), 'typed-key');
    await user.click(within(form).getByRole('button', { name: 'Save' }));
    await waitFor(() => {
      expect(host.inputsOf('connections.edit')).toEqual([{ id: ids.jira, secret: 'typed-key' }]);
    });
  });
});
