import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { problemData, type FakeTransport } from '../../fakes/renderer/fake-transport.ts';
import { exampleReport, gitHubGroup } from '../../fakes/renderer/hunt-handlers.ts';
import { openWindow } from './open-window.tsx';

const open = (prepare: (host: FakeTransport) => void = () => undefined) => openWindow({ at: '#/hunt', prepare });

const openMove = async (user: ReturnType<typeof openWindow>['user'], name: RegExp) => {
  await user.click(await screen.findByRole('button', { name }));
  return screen.findByRole('dialog');
};

describe('Plain-text keys', () => {
  it('shows each key once, with everywhere it stands, since when and how bad that is', async () => {
    open();
    const card = await screen.findByRole('article', { name: /API token of Atlassian.*9f3a/ });
    expect(within(card).getByText('A key')).toBeTruthy();
    expect(within(card).getByText('Claude Desktop, server “jira”, variable JIRA_API_TOKEN')).toBeTruthy();
    expect(within(card).getByText('.env file, value JIRA_API_TOKEN')).toBeTruthy();
    expect(within(card).getByText('In a git repository')).toBeTruthy();
    expect(within(card).getAllByText(/since .* at least/)).toHaveLength(2);
    expect(screen.getByRole('link', { name: /Plain-text keys.*2 keys in plain text/ })).toBeTruthy();
  });

  it('says what was looked through when nothing was found', async () => {
    open((host) => {
      host.hunt.state = { ...host.hunt.state, report: { ...exampleReport, groups: [] } };
    });
    expect(await screen.findByText('No key in plain text was found')).toBeTruthy();
    expect(screen.getByText(/6 files of 3 clients, 3 old copies, 2 shell profiles/)).toBeTruthy();
  });

  it('looks when it is asked to, and shows no number before anybody looked', async () => {
    const { host, user } = open((fake) => {
      fake.hunt.state = { places: [], history: [] };
    });
    expect(await screen.findByText('Nobody has looked yet')).toBeTruthy();
    expect(screen.queryByText(/keys in plain text/)).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Look now' }));
    expect(await screen.findByRole('heading', { name: '2 keys in plain text' })).toBeTruthy();
    expect(host.inputsOf('hunt.scan')).toHaveLength(1);
  });

  it('names what could not be read', async () => {
    open((host) => {
      const unread = [{ path: '/Users/anna/.zshrc', reason: 'This user may not read it.' }];
      host.hunt.state = { ...host.hunt.state, report: { ...exampleReport, unread } };
    });
    expect(await screen.findByText('This user may not read it.')).toBeTruthy();
  });

  it('has a place looked in, and says why one cannot be', async () => {
    const { host, user } = open();
    const field = await screen.findByLabelText('File or folder');
    await user.type(field, '~/work{Enter}');
    await waitFor(() => {
      expect(host.inputsOf('hunt.addPlace')).toEqual([{ path: '~/work' }]);
    });
    expect(await screen.findByRole('button', { name: 'Do not look in ~/work any more' })).toBeTruthy();
    host.refuse('hunt.addPlace', problemData('invalid-input', 'There is nothing at ~/x.', 'Check the spelling.'));
    await user.type(field, '~/x{Enter}');
    expect(await screen.findByText('There is nothing at ~/x.')).toBeTruthy();
  });
});

describe('Moving a key', () => {
  it('asks for what is missing, shows the exact changes, and leads to the rotation', async () => {
    const { host, user } = open();
    const dialog = await openMove(user, /Move an API token/);
    expect((await within(dialog.ownerDocument.body).findByLabelText<HTMLInputElement>(/^Name/)).value).toContain(
      'Jira',
    );
    const ticks = within(screen.getByRole('group', { name: 'Where the key is taken out' })).getAllByRole('checkbox');
    expect(ticks.map((tick) => (tick as HTMLInputElement).checked)).toEqual([true, false]);
    await user.click(screen.getByRole('button', { name: 'Show the changes' }));
    const account = await screen.findByLabelText(/e-?mail/i);
    await user.type(account, 'anna.berg@northwind.example');
    await user.click(screen.getByRole('button', { name: 'Show the changes' }));
    expect((await screen.findByRole('region', { name: /change/ })).textContent).toContain('●●●●');
    expect(screen.getByText('Quit Claude Desktop first')).toBeTruthy();
    expect(host.inputsOf('hunt.move')).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Move the key' }));
    expect(await screen.findByText('The key is in no file any more')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Replace the key' }).getAttribute('href')).toMatch(/^#\/keys\/.+\/rotate$/);
    expect(host.inputsOf('hunt.move')).toMatchObject([
      {
        changes: [{ findId: 'f1', change: 'replace' }],
        connections: [{ provider: 'jira', account: 'anna.berg@northwind.example' }],
        fingerprints: [{ fingerprint: expect.stringContaining('print of') as string }],
      },
    ]);
  });

  it('gives another server’s key to a profile', async () => {
    const { host, user } = open((fake) => {
      fake.hunt.plan = {
        ...{ group: gitHubGroup, proposals: [], existing: [] },
        profile: { name: 'github', variables: ['GITHUB_TOKEN'] },
        places: [{ find: gitHubGroup.finds[0]!, choices: ['run', 'remove'], suggested: 'run' }],
      };
    });
    await openMove(user, /Move a GitHub token/);
    await user.click(await screen.findByRole('button', { name: 'Show the changes' }));
    await user.click(await screen.findByRole('button', { name: 'Move the key' }));
    expect(await screen.findByText(/“github” for other servers/)).toBeTruthy();
    expect(host.inputsOf('hunt.move')).toMatchObject([{ profileName: 'github', changes: [{ change: 'run' }] }]);
  });

  it('tells honestly where the key still stands', async () => {
    const { user } = open((host) => {
      host.hunt.remaining = exampleReport.groups[0]!.finds.slice(1);
      host.hunt.plan = { ...host.hunt.plan, proposals: [] };
    });
    await openMove(user, /Move an API token/);
    await user.click(await screen.findByRole('button', { name: 'Show the changes' }));
    await user.click(await screen.findByRole('button', { name: 'Move the key' }));
    expect(await screen.findByText('The key still stands in 1 place')).toBeTruthy();
    expect(screen.getAllByText('/Users/anna/projects/report/.env').length).toBeGreaterThan(0);
  });

  it('does not say that the key is gone from a file that was not changed', async () => {
    const { user } = open((host) => {
      host.hunt.plan = { ...host.hunt.plan, proposals: [] };
      host.hunt.outcome = 'still-there';
    });
    await openMove(user, /Move an API token/);
    await user.click(await screen.findByRole('button', { name: 'Show the changes' }));
    await user.click(await screen.findByRole('button', { name: 'Move the key' }));
    expect(await screen.findByText('The key may still stand in 1 file')).toBeTruthy();
    expect(screen.queryByText('The key is in no file any more')).toBeNull();
  });

  it('looks at a change again that is out of date', async () => {
    const { host, user } = open((fake) => {
      fake.hunt.plan = { ...fake.hunt.plan, proposals: [] };
    });
    host.refuse('hunt.move', problemData('file-changed-meanwhile', 'The file changed.', 'Look at it again.'));
    await openMove(user, /Move an API token/);
    await user.click(await screen.findByRole('button', { name: 'Show the changes' }));
    await user.click(await screen.findByRole('button', { name: 'Move the key' }));
    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(host.inputsOf('hunt.preview').length).toBeGreaterThan(1);
  });

  it('puts the files back, and deletes the copies', async () => {
    const { host, user } = open((fake) => {
      const move = {
        ...{ id: crypto.randomUUID(), at: new Date().toISOString(), what: 'a GitHub token', hint: '…77aa' },
        ...{ connections: [], files: [{ path: '/a', outcome: 'clean' as const }], state: 'done' as const },
      };
      fake.hunt.state = { ...fake.hunt.state, history: [move] };
    });
    await user.click(await screen.findByRole('button', { name: 'Put back' }));
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Put back' }));
    expect(await screen.findByText('Put back')).toBeTruthy();
    await waitFor(() => {
      expect(screen.queryByRole('dialog')).toBeNull();
    });
    await user.click(screen.getByRole('button', { name: 'Delete the copies' }));
    expect(await screen.findByText('Moved, copies deleted')).toBeTruthy();
    expect(host.inputsOf('hunt.forget')).toHaveLength(1);
  });
});
