import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { problemData } from '../../fakes/renderer/fake-transport.ts';
import { examplePreview, importId } from '../../fakes/renderer/import-handlers.ts';
import { openWindow } from './open-window.tsx';

const canary = 'canary-4c19';

async function openImport(prepare?: Parameters<typeof openWindow>[0]) {
  const opened = openWindow(prepare);
  await opened.user.click(await screen.findByRole('button', { name: 'Import' }));
  return { ...opened, dialog: await screen.findByRole('dialog', { name: 'Import connections' }) };
}

async function lookAtFile(prepare?: Parameters<typeof openWindow>[0]) {
  const opened = await openImport(prepare);
  const { user, dialog } = opened;
  await user.click(within(dialog).getByRole('button', { name: /^A \.env file/ }));
  await user.type(await within(dialog).findByRole('textbox', { name: 'Path of the file' }), '~/pm/.env');
  await user.keyboard('{Enter}');
  await within(dialog).findByRole('list', { name: 'Connections found' });
  const card = (name: string) => within(within(dialog).getByRole('listitem', { name }));
  return { ...opened, card, importButton: () => within(dialog).getByRole('button', { name: /^Import/ }) };
}

describe('importing', () => {
  it('is offered on the first start, too', async () => {
    const { user } = openWindow({ prepare: (host) => (host.connections = []) });
    await user.click(await screen.findByRole('button', { name: 'Import from another tool' }));
    const dialog = await screen.findByRole('dialog', { name: 'Import connections' });
    expect(
      within(dialog)
        .getAllByRole('button')
        .map(({ textContent }) => textContent),
    ).toEqual(
      expect.arrayContaining([expect.stringContaining('PM MCP Server'), expect.stringContaining('Targetprocess MCP')]),
    );
  });

  it('shows what was found, and leaves out what is here already', async () => {
    const { card, dialog, host } = await lookAtFile();
    expect(host.inputsOf('imports.look')).toEqual([{ source: { kind: 'env-file', path: '~/pm/.env' } }]);
    const [fresh, known, old] = examplePreview.candidates;
    expect(card(fresh!.name).getByRole('checkbox')).toHaveProperty('checked', true);
    expect(card(fresh!.name).getByText(/projects\.harbour\.example · key …41bc/)).toBeTruthy();
    expect(card(known!.name).getByRole('checkbox')).toHaveProperty('checked', false);
    expect(card(known!.name).getByText('Already here with this key: Jira northwind')).toBeTruthy();
    expect(card(old!.name).getByText('Not in use there: will be paused')).toBeTruthy();
    expect(within(dialog).getByText(/It names ClickUp, but holds no key/)).toBeTruthy();
  });

  it('waits for what is missing, and sends what was changed', async () => {
    const { card, user, host, importButton } = await lookAtFile();
    const old = card('Old Jira');
    expect(importButton()).toHaveProperty('disabled', true);
    await user.type(old.getByRole('textbox', { name: 'Account' }), 'anna');
    await user.clear(old.getByRole('textbox', { name: 'Address' }));
    await user.type(old.getByRole('textbox', { name: 'Address' }), 'jira2.harbour.example');
    await user.click(importButton());
    await waitFor(() => {
      expect(host.inputsOf('imports.run')).toMatchObject([
        {
          importId,
          choices: [
            { id: examplePreview.candidates[0]!.id },
            { id: examplePreview.candidates[2]!.id, address: 'jira2.harbour.example', account: 'anna' },
          ],
        },
      ]);
    });
    expect(await old.findByText('Imported, paused')).toBeTruthy();
  });

  it('leads to the places where the keys still stand', async () => {
    const { card, user, importButton } = await lookAtFile();
    await user.click(card('Old Jira').getByRole('checkbox'));
    await user.click(importButton());
    expect(await screen.findByText('1 connection imported: each was tested, and its key is kept safe.')).toBeTruthy();
    await user.click(await screen.findByRole('button', { name: 'Show plain-text keys' }));
    expect(window.location.hash).toBe('#/hunt');
  });

  it('tells of each failure why, and tries it again', async () => {
    const problem = problemData('bad-credentials', 'OpenProject did not accept this key.', 'Make a new one.');
    const { card, user, host, importButton } = await lookAtFile();
    const usual = host.handler('imports.run');
    host.answer('imports.run', ({ choices }) => choices.map(({ id }) => ({ id, outcome: { ok: false, problem } })));
    await user.click(card('Old Jira').getByRole('checkbox'));
    await user.click(importButton());
    const fresh = card(examplePreview.candidates[0]!.name);
    expect(await fresh.findByText('OpenProject did not accept this key.')).toBeTruthy();
    await user.click(fresh.getByRole('button', { name: 'Why doesn’t it work?' }));
    const diagnosis = await screen.findByRole('dialog', { name: 'Why doesn’t it work?' });
    await within(diagnosis).findByText('OpenProject did not accept this key.');
    expect(host.inputsOf('imports.diagnose')).toMatchObject([
      { importId, choice: { id: examplePreview.candidates[0]!.id } },
    ]);
    await user.keyboard('{Escape}');
    await waitFor(() => {
      expect(screen.queryByRole('dialog', { name: 'Why doesn’t it work?' })).toBeNull();
    });
    host.answer('imports.run', usual);
    await user.click(importButton());
    expect(await fresh.findByText('Imported')).toBeTruthy();
  });

  it('ticks each off as soon as it is through', async () => {
    const { card, user, host, importButton } = await lookAtFile();
    host.answer('imports.run', () => new Promise(() => undefined));
    await user.click(card('Old Jira').getByRole('checkbox'));
    await user.click(importButton());
    const [first] = examplePreview.candidates;
    const fresh = card(first!.name);
    expect(await fresh.findByLabelText('Testing')).toBeTruthy();
    const outcome = { ok: true as const, connectionId: crypto.randomUUID(), name: 'x', paused: false, stillIn: [] };
    host.emit('imports.progress', { importId, outcome: { id: first!.id, outcome } });
    expect(await fresh.findByText('Imported')).toBeTruthy();
  });

  it('lets the host forget what was found when the dialog is closed', async () => {
    const { user, host } = await lookAtFile();
    await user.keyboard('{Escape}');
    await waitFor(() => {
      expect(host.inputsOf('imports.forget')).toEqual([{ importId }]);
    });
  });
});

describe('the connection string', () => {
  it('is hidden while it is typed, and nowhere once it is sent', async () => {
    const { user, dialog, host, queries } = await openImport();
    host.refuse('imports.look', problemData('bad-credentials', 'The database did not accept it.', 'Check both.'));
    await user.click(within(dialog).getByRole('button', { name: /^The database of PM MCP Server/ }));
    const field = await within(dialog).findByLabelText(/^Connection string/, { selector: 'input' });
    expect(field).toHaveProperty('type', 'password');
    await user.type(field, `postgresql://pm:${canary}@localhost/pm_agent{Enter}`);
    expect(await within(dialog).findByText('The database did not accept it.')).toBeTruthy();
    expect(host.inputsOf('imports.look')).toHaveLength(1);
    await user.click(within(dialog).getByRole('button', { name: 'Back' }));
    const kept = [
      document.documentElement.outerHTML,
      JSON.stringify(Object.entries(window.localStorage)),
      JSON.stringify(
        queries
          .getQueryCache()
          .getAll()
          .map(({ queryKey, state }) => [queryKey, state]),
      ),
      JSON.stringify(
        queries
          .getMutationCache()
          .getAll()
          .map(({ state }) => state),
      ),
    ];
    expect(kept.join()).not.toContain(canary);
  });
});

describe('other MCP servers', () => {
  it('are looked for at once', async () => {
    const { user, dialog, host } = await openImport();
    await user.click(within(dialog).getByRole('button', { name: /^Other MCP servers/ }));
    expect(await within(dialog).findByRole('list', { name: 'Connections found' })).toBeTruthy();
    expect(host.inputsOf('imports.look')).toEqual([{ source: { kind: 'clients' } }]);
  });

  it('that hold no key lead to looking elsewhere', async () => {
    const { user, dialog, host } = await openImport();
    host.answer('imports.look', () => ({ ...examplePreview, candidates: [] }));
    await user.click(within(dialog).getByRole('button', { name: /^Other MCP servers/ }));
    expect(await within(dialog).findByText('No connections found')).toBeTruthy();
    await user.click(within(dialog).getByRole('button', { name: 'Look elsewhere' }));
    expect(await within(dialog).findByRole('button', { name: /^A \.env file/ })).toBeTruthy();
  });
});
