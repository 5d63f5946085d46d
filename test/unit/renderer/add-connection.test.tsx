import { screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { problemData } from '../../fakes/renderer/fake-transport.ts';
import { openWindow } from './open-window.tsx';

const canary = 'canary-7f31';

async function openForm(system: string, prepare?: Parameters<typeof openWindow>[0]) {
  const opened = openWindow(prepare);
  await opened.user.click(await screen.findByRole('button', { name: 'Add connection' }));
  await opened.user.click(await screen.findByRole('button', { name: new RegExp(`^${system}`) }));
  return { ...opened, form: await screen.findByRole('dialog', { name: `Connect ${system}` }) };
}

async function fillJira({ user, form }: Awaited<ReturnType<typeof openForm>>): Promise<void> {
  await user.type(within(form).getByRole('textbox', { name: 'Jira address' }), 'northwind.atlassian.net');
  await user.type(within(form).getByRole('textbox', { name: 'E-mail address' }), 'anna@northwind.example');
  await user.type(within(form).getByLabelText(/^API token/, { selector: 'input' }), canary);
}

describe('adding a connection', () => {
  it('offers the five systems', async () => {
    const { user } = openWindow();
    await user.click(await screen.findByRole('button', { name: 'Add connection' }));
    for (const system of ['Jira', 'Confluence', 'OpenProject', 'ClickUp', 'Targetprocess'])
      expect(await screen.findByRole('button', { name: new RegExp(`^${system}`) })).toBeTruthy();
  });

  it('goes to the first field that is missing, whether tested or saved', async () => {
    const { user, form } = await openForm('Jira');
    for (const name of ['Save', 'Test']) {
      await user.click(within(form).getByRole('button', { name }));
      await waitFor(() => {
        expect(document.activeElement).toBe(within(form).getByRole('textbox', { name: 'Jira address' }));
      });
    }
  });

  it('tests without saving and names the account and what answered', async () => {
    const opened = await openForm('Jira');
    await fillJira(opened);
    await opened.user.click(within(opened.form).getByRole('button', { name: 'Test' }));
    expect(await within(opened.form).findByText('Works: signed in as Anna Berg')).toBeTruthy();
    expect(within(opened.form).getByText(/Jira Cloud at northwind\.atlassian\.net/)).toBeTruthy();
    expect(opened.host.inputsOf('connections.add')).toEqual([]);
  });

  it('saves on Enter under a new name made from system and host, and keeps no trace of the key', async () => {
    const opened = await openForm('Jira');
    await fillJira(opened);
    await opened.user.keyboard('{Enter}');
    expect(await screen.findByRole('link', { name: 'Jira northwind 2' })).toBeTruthy();
    await waitFor(() => {
      expect(screen.queryByRole('dialog')).toBeNull();
    });
    expect(opened.host.inputsOf('connections.add')).toMatchObject([{ method: 'api-token', secret: canary }]);
    const kept = [
      document.documentElement.outerHTML,
      JSON.stringify(Object.entries(window.localStorage)),
      window.location.href,
      JSON.stringify(
        opened.queries
          .getQueryCache()
          .getAll()
          .map(({ queryKey, state }) => [queryKey, state]),
      ),
      JSON.stringify(
        opened.queries
          .getMutationCache()
          .getAll()
          .map(({ state }) => state),
      ),
    ].join();
    expect(kept).not.toContain(canary);
  });

  it('marks the field at fault when the key is not accepted, and saves nothing', async () => {
    const opened = await openForm('Jira', {
      prepare: (host) => {
        host.refuse(
          'connections.add',
          problemData('bad-credentials', 'Jira did not accept this key.', 'Make a new one.'),
        );
        host.answer('connections.testDraft', () => ({
          at: new Date().toISOString(),
          durationMs: 12,
          outcome: {
            ok: false,
            problem: problemData('bad-credentials', 'Jira did not accept this key.', 'Make a new one.'),
          },
        }));
      },
    });
    await fillJira(opened);
    await opened.user.click(within(opened.form).getByRole('button', { name: 'Test' }));
    expect((await within(opened.form).findByRole('alert')).textContent).toContain('Make a new one.');
    const secret = within(opened.form).getByLabelText(/^API token/, { selector: 'input' });
    expect(secret.getAttribute('aria-invalid')).toBe('true');
    expect(document.activeElement).toBe(secret);
    await opened.user.click(within(opened.form).getByRole('button', { name: 'Save' }));
    expect((await within(opened.form).findByRole('alert')).textContent).toContain('Jira did not accept this key.');
  });

  it('says what is missing before it asks anybody', async () => {
    const { host, user, form } = await openForm('Jira');
    await user.click(within(form).getByRole('button', { name: 'Save' }));
    expect(await within(form).findByText('Enter the address.')).toBeTruthy();
    expect(within(form).getByText('Enter the e-mail address.')).toBeTruthy();
    expect(within(form).getByText('Paste the key.')).toBeTruthy();
    expect(host.inputsOf('connections.add')).toEqual([]);
  });

  it('warns when the key would travel unprotected', async () => {
    const { user, form } = await openForm('OpenProject');
    const address = within(form).getAllByRole('textbox')[0]!;
    await user.type(address, 'http://127.0.0.1:8080');
    expect(within(form).queryByRole('alert')).toBeNull();
    await user.clear(address);
    await user.type(address, 'http://projects.northwind.example');
    expect((await within(form).findByRole('alert')).textContent).toContain('http://');
  });

  it('asks no address for ClickUp and links to where its key is made', async () => {
    const { form } = await openForm('ClickUp');
    expect(within(form).queryByRole('textbox', { name: /address/i })).toBeNull();
    const link = within(form).getByRole('link', { name: /Open the page where this key is made/ });
    expect(link.getAttribute('href')).toBe('https://app.clickup.com/settings/apps');
  });

  it('asks for what the chosen way to sign in needs', async () => {
    const { user, form } = await openForm('Jira');
    await user.click(within(form).getByRole('combobox', { name: 'Sign in with' }));
    await user.click(await screen.findByRole('option', { name: /Personal access token/ }));
    expect(within(form).queryByRole('textbox', { name: 'E-mail address' })).toBeNull();
    await user.type(
      within(form).getByRole('textbox', { name: 'Jira address' }),
      'https://jira.example.com/browse/AB-1',
    );
    const link = within(form).getByRole('link', { name: /Open the page where this key is made/ });
    expect(link.getAttribute('href')).toMatch(/^https:\/\/jira\.example\.com\/secure\/ViewProfile/);
  });

  it('forgets the key when the dialog is closed', async () => {
    const opened = await openForm('Jira');
    await fillJira(opened);
    await opened.user.click(within(opened.form).getByRole('button', { name: 'Close' }));
    await opened.user.click(await screen.findByRole('button', { name: 'Add connection' }));
    await opened.user.click(await screen.findByRole('button', { name: /^Jira/ }));
    const secret = await screen.findByLabelText<HTMLInputElement>(/^API token/, { selector: 'input' });
    expect(secret.value).toBe('');
  });
});

describe('a key that is somewhere else', () => {
  const places = (form: HTMLElement) => within(form).getByRole('combobox', { name: 'Where is the key?' });

  const put = async (user: UserEvent, field: HTMLElement, text: string) => {
    await user.click(field);
    await user.paste(text);
  };

  async function fillWho({ user, form }: Awaited<ReturnType<typeof openForm>>): Promise<void> {
    await put(user, within(form).getByRole('textbox', { name: 'Jira address' }), 'northwind.atlassian.net');
    await put(user, within(form).getByRole('textbox', { name: 'E-mail address' }), 'anna@northwind.example');
  }

  it('is entered here unless another place is chosen', async () => {
    const { form } = await openForm('Jira');
    expect(places(form)).toHaveProperty('value', 'here');
    expect(within(form).getByRole('option', { name: 'Enter it here (kept in Keychain)' })).toBeTruthy();
  });

  it('is tested and saved where it is: in a file', async () => {
    const opened = await openForm('Jira');
    const { user, form, host } = opened;
    await fillWho(opened);
    await user.selectOptions(places(form), 'In a file');
    expect(within(form).queryByLabelText(/^API token/, { selector: 'input' })).toBeNull();
    await put(user, within(form).getByRole('textbox', { name: 'File with the key' }), '/run/secrets/jira');
    await user.click(within(form).getByRole('button', { name: 'Test' }));
    expect(await within(form).findByText('Works: signed in as Anna Berg')).toBeTruthy();
    const reference = { kind: 'file', path: '/run/secrets/jira' };
    expect(host.inputsOf('connections.testDraft')).toMatchObject([{ reference }]);
    await user.click(within(form).getByRole('button', { name: 'Save' }));
    await screen.findByRole('link', { name: 'Jira northwind 2' });
    expect(host.inputsOf('connections.add')).toMatchObject([{ reference }]);
    expect(host.inputsOf('connections.add')[0]).not.toHaveProperty('secret');
  });

  it('says what does not work with an environment variable', async () => {
    const { user, form } = await openForm('Jira');
    await user.selectOptions(places(form), 'In an environment variable');
    expect(within(form).getByText(/Claude Desktop starts its servers with almost no environment/)).toBeTruthy();
    await put(user, within(form).getByRole('textbox', { name: 'Name of the variable' }), 'JIRA-TOKEN');
    await user.click(within(form).getByRole('button', { name: 'Save' }));
    expect(await within(form).findByText('Letters, digits and _ only.')).toBeTruthy();
  });

  it('shows the parts of a command, and sends them as they are', async () => {
    const opened = await openForm('Jira');
    const { user, form, host } = opened;
    await fillWho(opened);
    await user.selectOptions(places(form), 'command');
    const command = within(form).getByRole('textbox', { name: 'Command that prints the key' });
    await put(user, command, 'op read "op://My Vault/Jira');
    await user.click(within(form).getByRole('button', { name: 'Test' }));
    expect(await within(form).findByText(/A quote \("\) is opened and not closed/)).toBeTruthy();
    expect(document.activeElement).toBe(command);
    expect(host.inputsOf('connections.testDraft')).toEqual([]);
    await put(user, command, '"');
    const parts = within(within(form).getByRole('group', { name: 'The parts of the command' }));
    expect(parts.getByText('op://My Vault/Jira')).toBeTruthy();
    await user.click(within(form).getByRole('button', { name: 'Test' }));
    await within(form).findByText('Works: signed in as Anna Berg');
    expect(host.inputsOf('connections.testDraft')).toMatchObject([
      { reference: { kind: 'command', command: ['op', 'read', 'op://My Vault/Jira'] } },
    ]);
  });

  it('is asked for when it is missing, in the words of its place', async () => {
    const { user, form } = await openForm('Jira');
    await user.selectOptions(places(form), 'In a file');
    await user.click(within(form).getByRole('button', { name: 'Save' }));
    expect(await within(form).findByText('Enter the path of the file.')).toBeTruthy();
    await user.selectOptions(places(form), 'command');
    await user.click(within(form).getByRole('button', { name: 'Save' }));
    expect(await within(form).findByText('Enter the command.')).toBeTruthy();
  });

  it('is pointed at when its place gives none', async () => {
    const problem = problemData('secret-source-failed', 'There is no file /run/secrets/jira.', 'Check the path.');
    const opened = await openForm('Jira', {
      prepare: (host) => {
        host.answer('connections.testDraft', () => ({
          at: new Date().toISOString(),
          durationMs: 1,
          outcome: { ok: false, problem },
        }));
      },
    });
    const { user, form } = opened;
    await fillWho(opened);
    await user.selectOptions(places(form), 'In a file');
    const path = within(form).getByRole('textbox', { name: 'File with the key' });
    await put(user, path, '/run/secrets/jira');
    await user.click(within(form).getByRole('button', { name: 'Test' }));
    expect((await within(form).findByRole('alert')).textContent).toContain('Check the path.');
    expect(document.activeElement).toBe(path);
    expect(path.getAttribute('aria-invalid')).toBe('true');
  });
});
