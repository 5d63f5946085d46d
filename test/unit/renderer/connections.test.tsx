import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ids } from '../../fakes/renderer/example-data.ts';
import { problemData, type ProblemData } from '../../fakes/renderer/fake-transport.ts';
import { openWindow } from './open-window.tsx';

const rowOf = async (name: string): Promise<HTMLElement> => (await screen.findByRole('link', { name })).closest('tr')!;

/** A test that ended with that fault, or well. */
const testedWith = (code?: ProblemData['code']) => ({
  at: new Date().toISOString(),
  durationMs: 3,
  outcome:
    code === undefined
      ? { ok: true as const, account: { id: 'a1', name: 'Anna Berg' } }
      : { ok: false as const, problem: problemData(code, 'This is so.', 'Do this.') },
});

describe('the list of connections', () => {
  it('says of each connection how it is, in words', async () => {
    openWindow();
    expect(within(await rowOf('Jira northwind')).getByText('Works')).toBeTruthy();
    expect(within(await rowOf('OpenProject construction and facilities')).getByText('Key not accepted')).toBeTruthy();
    expect(within(await rowOf('ClickUp marketing')).getByText('Not tested yet')).toBeTruthy();
    expect(within(await rowOf('Targetprocess')).getByText('Paused')).toBeTruthy();
  });

  it('shows the end of the key, its age and when it expires, but never a key', async () => {
    openWindow();
    const row = await rowOf('Jira northwind');
    expect(within(row).getByText('…9f3a')).toBeTruthy();
    expect(within(row).getByText(/expires in \d+ days/)).toBeTruthy();
    expect(within(await rowOf('Team wiki')).getByText(/\d+ days old/)).toBeTruthy();
  });

  it('greets with one button when there is no connection yet, and says where keys are kept', async () => {
    openWindow({
      prepare: (host) => {
        host.connections = [];
      },
    });
    expect(await screen.findByRole('heading', { name: 'Connect your first system' })).toBeTruthy();
    expect(await screen.findByText(/Your keys stay on this computer, in your macOS Keychain/)).toBeTruthy();
    expect(screen.getAllByRole('button', { name: 'Add connection' })).toHaveLength(1);
  });

  it('follows a change made elsewhere', async () => {
    const { host } = openWindow();
    await rowOf('Team wiki');
    host.connections = host.connections.filter(({ name }) => name !== 'Team wiki');
    host.emit('connections.changed', {});
    await waitFor(() => {
      expect(screen.queryByRole('link', { name: 'Team wiki' })).toBeNull();
    });
  });

  it('counts along while all are tested, then says how many work', async () => {
    const { host, user } = openWindow();
    const tests = Promise.withResolvers<never[]>();
    host.answer('connections.testAll', () => tests.promise);
    await user.click(await screen.findByRole('button', { name: 'Test all' }));
    host.emit('connections.testProgress', { done: 2, total: 4 });
    expect(await screen.findByText('2 of 4 tested')).toBeTruthy();
    tests.resolve([]);
    expect(await screen.findByRole('button', { name: 'Test all' })).toBeTruthy();
  });

  it('does not call it done when some do not work', async () => {
    const { host, user } = openWindow();
    host.answer('connections.testAll', () => [
      { id: ids.jira, result: testedWith('bad-credentials') },
      { id: ids.confluence, result: testedWith() },
    ]);
    await user.click(await screen.findByRole('button', { name: 'Test all' }));
    expect(await screen.findByText('1 of 2 connections work. Open the other one to see what to do.')).toBeTruthy();
  });

  it('says that the vault is locked when that is why nothing could be tested', async () => {
    const { host, user } = openWindow();
    host.answer('connections.testAll', () => [{ id: ids.jira, result: testedWith('vault-locked') }]);
    host.answer('connections.test', () => testedWith('vault-locked'));
    await user.click(await screen.findByRole('button', { name: 'Test all' }));
    expect((await screen.findByRole('alert')).textContent).toContain('Do this.');
    await user.click(screen.getByRole('button', { name: 'Close this message' }));
    await user.click(screen.getByRole('button', { name: 'Actions for Team wiki' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Test now' }));
    expect((await screen.findByRole('alert')).textContent).toContain('Do this.');
  });

  it('removes at once and brings back on Undo', async () => {
    const { host, user } = openWindow();
    await user.click(await screen.findByRole('button', { name: 'Actions for Team wiki' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Remove' }));
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(await screen.findByRole('link', { name: 'Team wiki' })).toBeTruthy();
    expect(host.inputsOf('connections.undoRemove')).toEqual([{ id: ids.confluence }]);
  });

  it('shows what to do when the list cannot be read, and tries again', async () => {
    const { host, user } = openWindow({
      prepare: (fake) => {
        fake.refuse('connections.list', problemData('data-file-damaged', 'It cannot be read.', 'Restore a backup.'));
      },
    });
    expect(await screen.findByText('Restore a backup.')).toBeTruthy();
    host.answer('connections.list', () => host.connections);
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await rowOf('Team wiki')).toBeTruthy();
  });
});

describe('one connection', () => {
  it('opens from a link of its own and tells what failed, what to do and where', async () => {
    openWindow({ at: `#/connections/${ids.openproject}` });
    const details = await screen.findByRole('dialog');
    expect(within(details).getByText('OpenProject did not accept this key.')).toBeTruthy();
    expect(within(details).getByText(/Make a new API token/)).toBeTruthy();
    const help = within(details).getByRole('link', { name: /Open the page that helps/ });
    expect(help.getAttribute('href')).toBe('https://projects.northwind.example/my/access_tokens');
  });

  it('tests again on request and shows the new outcome', async () => {
    const { user } = openWindow({ at: `#/connections/${ids.openproject}` });
    const details = await screen.findByRole('dialog');
    await user.click(within(details).getByRole('button', { name: 'Test now' }));
    expect(await within(details).findByText('Works')).toBeTruthy();
    expect(within(details).queryByText('OpenProject did not accept this key.')).toBeNull();
  });

  it('pauses and resumes', async () => {
    const { user } = openWindow({ at: `#/connections/${ids.jira}` });
    const details = await screen.findByRole('dialog');
    await user.click(within(details).getByRole('button', { name: 'Pause' }));
    await user.click(await within(details).findByRole('button', { name: 'Resume' }));
    expect(await within(details).findByRole('button', { name: 'Pause' })).toBeTruthy();
  });

  it('close with Escape one by one, the dialog before the details', async () => {
    const { user } = openWindow({ at: `#/connections/${ids.jira}` });
    await user.click(await screen.findByRole('button', { name: 'Edit' }));
    await screen.findByRole('dialog', { name: 'Edit connection' });
    await user.keyboard('{Escape}');
    await waitFor(() => {
      expect(screen.queryByRole('dialog', { name: 'Edit connection' })).toBeNull();
    });
    expect(screen.getByRole('dialog', { name: 'Jira northwind' })).toBeTruthy();
    await user.keyboard('{Escape}');
    await waitFor(() => {
      expect(screen.queryByRole('dialog')).toBeNull();
    });
  });

  it('sends only what was edited', async () => {
    const { host, user } = openWindow({ at: `#/connections/${ids.jira}` });
    await user.click(await screen.findByRole('button', { name: 'Edit' }));
    const name = await screen.findByRole('textbox', { name: 'Name' });
    await user.clear(name);
    await user.type(name, 'Jira at work{Enter}');
    expect(await screen.findByRole('link', { name: 'Jira at work', hidden: true })).toBeTruthy();
    expect(host.inputsOf('connections.edit')).toEqual([{ id: ids.jira, name: 'Jira at work' }]);
  });
});
