import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ids } from '../../fakes/renderer/example-data.ts';
import { problemData, type FakeTransport } from '../../fakes/renderer/fake-transport.ts';
import { rotationOf } from '../../fakes/renderer/key-handlers.ts';
import { check, jira, openRotation, plan } from './open-rotation.tsx';
import { openWindow } from './open-window.tsx';

describe('rotating a key by hand', () => {
  it('begins at the connection’s own page', async () => {
    const { user } = openWindow({ at: `#/connections/${ids.jira}` });
    await user.click(await screen.findByRole('button', { name: 'Rotate key' }));
    expect(await screen.findByRole('dialog', { name: 'Rotate the key of “Jira northwind”' })).toBeTruthy();
  });

  it('says where to get the new key, what stays in use, and takes it only after a look', async () => {
    const opened = await openRotation();
    const { dialog, user, host } = opened;
    const page = dialog.getByRole('link', { name: /Open the page in Jira/ });
    expect(page.getAttribute('href')).toBe('https://id.atlassian.com/manage-profile/security/api-tokens');
    expect(dialog.getByText(/The old key \(…9f3a\) stays in use until the new one is proved/)).toBeTruthy();
    await check(opened);
    expect(await dialog.findByText(/It belongs to Anna Berg .*may do and sees the same/)).toBeTruthy();
    expect(host.inputsOf('rotation.replace')).toEqual([]);
    await user.click(dialog.getByRole('button', { name: 'Use the new key' }));
    expect(await dialog.findByRole('heading', { name: 'The new key is in use' })).toBeTruthy();
    expect(dialog.getByText('Claude uses it with its next question.')).toBeTruthy();
    expect(host.inputsOf('rotation.replace')).toMatchObject([
      { id: ids.jira, secret: 'canary-new-key', together: [], accept: false },
    ]);
  });

  it('refuses an empty key', async () => {
    const { dialog, user, host } = await openRotation();
    await user.click(dialog.getByRole('button', { name: 'Check the new key' }));
    expect(await dialog.findByText('Paste the new key.')).toBeTruthy();
    expect(host.inputsOf('rotation.tryKey')).toEqual([]);
  });

  it('takes the longest life for granted where keys end', async () => {
    const opened = await openRotation();
    const { dialog, user, host } = opened;
    const shown = dialog.getByLabelText<HTMLInputElement>('Expires on').value;
    expect(Math.round((Date.parse(shown) - Date.now()) / 86_400_000)).toBeGreaterThan(363);
    await user.click(dialog.getByRole('button', { name: '90 days' }));
    const chosen = dialog.getByLabelText<HTMLInputElement>('Expires on').value;
    await check(opened);
    await user.click(await dialog.findByRole('button', { name: 'Use the new key' }));
    await dialog.findByRole('heading', { name: 'The new key is in use' });
    expect(host.inputsOf('rotation.replace')).toMatchObject([{ expiresAt: chosen }]);
  });

  it('says that it does not end where the system knows no end', async () => {
    const opened = await openRotation((host) => {
      plan(host, {});
    });
    const { dialog, user, host } = opened;
    expect(dialog.getByRole('radio', { name: 'It does not end' })).toHaveProperty('checked', true);
    await check(opened);
    await user.click(await dialog.findByRole('button', { name: 'Use the new key' }));
    await dialog.findByRole('heading', { name: 'The new key is in use' });
    expect(host.inputsOf('rotation.replace')).toMatchObject([{ expiresAt: null }]);
  });

  it('changes the connections with the same key along, but not those taken out', async () => {
    const opened = await openRotation((host) => {
      plan(host, {
        together: [
          { connectionId: ids.confluence, name: 'Team wiki' },
          { connectionId: ids.clickup, name: 'ClickUp marketing' },
        ],
      });
    });
    const { dialog, user, host } = opened;
    const group = within(dialog.getByRole('group', { name: 'These use the same key and are changed with it' }));
    await user.click(group.getByRole('checkbox', { name: 'ClickUp marketing' }));
    await check(opened);
    await user.click(await dialog.findByRole('button', { name: 'Use the new key' }));
    expect(await dialog.findByText(/“Jira northwind”, “Team wiki”/)).toBeTruthy();
    expect(host.inputsOf('rotation.tryKey')).toMatchObject([{ together: [ids.confluence] }]);
    expect(host.inputsOf('rotation.replace')).toMatchObject([{ together: [ids.confluence] }]);
  });

  it('stays with the key that does not work, and says why', async () => {
    const opened = await openRotation((host) => {
      host.refuse('rotation.tryKey', problemData('bad-credentials', 'Jira did not accept it.', 'Copy it again.'));
    });
    await check(opened);
    expect(await opened.dialog.findByText('Jira did not accept it.')).toBeTruthy();
    expect(opened.dialog.getByRole('button', { name: 'Check the new key' })).toBeTruthy();
  });
});

describe('a new key that is not like the old one', () => {
  it('belongs to somebody else: only after a clear warning', async () => {
    const opened = await openRotation((host) => {
      host.answer('rotation.tryKey', () => ({
        account: { id: 'a2', name: 'Jonas Weber' },
        sameAccount: false,
        differences: [],
        oldKeyWorks: true,
      }));
    });
    const { dialog, user, host } = opened;
    await check(opened);
    expect(await dialog.findByText('This key belongs to somebody else')).toBeTruthy();
    expect(dialog.getByText(/done in the name of Jonas Weber/)).toBeTruthy();
    await user.click(dialog.getByRole('button', { name: 'Use it all the same' }));
    await dialog.findByRole('heading', { name: 'The new key is in use' });
    expect(host.inputsOf('rotation.replace')).toMatchObject([{ accept: true }]);
  });

  it('may do less: it says what, and another key can be taken', async () => {
    const opened = await openRotation((host) => {
      host.answer('rotation.tryKey', () => ({
        account: jira.owner,
        sameAccount: true,
        differences: ['The new key may not create items; the old one may.'],
        oldKeyWorks: true,
      }));
    });
    const { dialog, user, host } = opened;
    await check(opened);
    expect(await dialog.findByText('The new key may not create items; the old one may.')).toBeTruthy();
    await user.click(dialog.getByRole('button', { name: 'Take another key' }));
    expect(await dialog.findByRole('button', { name: 'Check the new key' })).toBeTruthy();
    expect(host.inputsOf('rotation.replace')).toEqual([]);
  });

  it('turns out so only at the swap: it asks then', async () => {
    const opened = await openRotation((host) => {
      const replace = host.handler('rotation.replace');
      host.answer('rotation.replace', (input) => {
        if (input.accept) return replace(input);
        return host.fail(problemData('different-abilities', 'It may not write.', 'Take another key.'));
      });
    });
    const { dialog, user } = opened;
    await check(opened);
    await user.click(await dialog.findByRole('button', { name: 'Use the new key' }));
    expect(await dialog.findByText('It may not write.')).toBeTruthy();
    await user.click(dialog.getByRole('button', { name: 'Use it all the same' }));
    expect(await dialog.findByRole('heading', { name: 'The new key is in use' })).toBeTruthy();
  });

  it('cannot be compared with an old key that does not work any more', async () => {
    const opened = await openRotation((host) => {
      host.answer('rotation.tryKey', () => ({
        account: jira.owner,
        sameAccount: true,
        differences: [],
        oldKeyWorks: false,
      }));
    });
    await check(opened);
    expect(await opened.dialog.findByText(/The old key does not work any more/)).toBeTruthy();
    expect(opened.dialog.getByRole('button', { name: 'Use the new key' })).toBeTruthy();
  });
});

describe('a rotation by one click', () => {
  it('makes the key itself, with nothing to enter, and revokes the old one on request', async () => {
    const { dialog, user, host } = await openRotation(undefined, ids.confluence);
    await user.click(dialog.getByRole('button', { name: 'Rotate now' }));
    expect(await dialog.findByRole('heading', { name: 'The new key is in use' })).toBeTruthy();
    await user.click(dialog.getByRole('button', { name: 'Revoke the old key now' }));
    expect(await dialog.findByText(/was revoked and is forgotten/)).toBeTruthy();
    expect(host.inputsOf('rotation.automatic')).toEqual([{ id: ids.confluence, together: [] }]);
    expect(host.inputsOf('rotation.finish')).toMatchObject([{ revoke: true }]);
  });

  it('leaves the way open to enter a key, without asking what the system tells', async () => {
    const { dialog, user } = await openRotation(undefined, ids.confluence);
    await user.click(dialog.getByRole('button', { name: 'or enter a key yourself' }));
    expect(dialog.getByLabelText(/^New personal access token/)).toBeTruthy();
    expect(dialog.queryByText('When it ends')).toBeNull();
    await user.click(dialog.getByRole('button', { name: 'Back' }));
    expect(dialog.getByRole('button', { name: 'Rotate now' })).toBeTruthy();
  });

  it('says why it is not possible here', async () => {
    const { dialog } = await openRotation((host) => {
      plan(host, { automatic: { possible: false, reason: 'This Jira is too old to make tokens by itself.' } });
    });
    expect(dialog.getByText('This Jira is too old to make tokens by itself.')).toBeTruthy();
  });

  it('shows what went wrong, and can be tried again', async () => {
    const { dialog, user } = await openRotation((host) => {
      host.refuse('rotation.automatic', problemData('timeout', 'It did not answer.', 'Try again.'));
    }, ids.confluence);
    await user.click(dialog.getByRole('button', { name: 'Rotate now' }));
    expect(await dialog.findByText('It did not answer.')).toBeTruthy();
    expect(dialog.getByRole('button', { name: 'Rotate now' })).toBeTruthy();
  });
});

describe('a rotation under way', () => {
  const slow = () => {
    const answer = Promise.withResolvers<ReturnType<typeof rotationOf>>();
    const prepare = (host: FakeTransport) => {
      host.answer('rotation.replace', () => answer.promise);
    };
    return { answer, prepare };
  };

  it('ticks the steps off as they are done, and says them aloud', async () => {
    const { answer, prepare } = slow();
    const opened = await openRotation(prepare);
    const { dialog, user, host } = opened;
    await check(opened);
    await user.click(await dialog.findByRole('button', { name: 'Use the new key' }));
    await dialog.findByRole('heading', { name: 'Swapping the key' });
    host.emit('rotation.progress', { connectionId: ids.jira, step: 'testing' });
    host.emit('rotation.progress', { connectionId: ids.jira, step: 'comparing' });
    expect(await dialog.findByText(/Compare it with the old one/, { selector: '[role=status]' })).toBeTruthy();
    const steps = within(dialog.getByRole('list', { name: 'What is being done' })).getAllByRole('listitem');
    expect(steps.map(({ textContent }) => textContent.replace(/^.*: /, ''))).toEqual([
      'good.',
      'under way.',
      'not yet.',
      'not yet.',
      'not yet.',
    ]);
    answer.resolve(rotationOf(jira));
    expect(await dialog.findByRole('heading', { name: 'The new key is in use' })).toBeTruthy();
  });

  it('goes on when it is closed, and shows how far it is when it is opened again', async () => {
    const { answer, prepare } = slow();
    const opened = await openRotation(prepare);
    const { dialog, user, host } = opened;
    await check(opened);
    await user.click(await dialog.findByRole('button', { name: 'Use the new key' }));
    await dialog.findByRole('heading', { name: 'Swapping the key' });
    host.emit('rotation.progress', { connectionId: ids.jira, step: 'proving' });
    await user.click(dialog.getAllByRole('button', { name: 'Close' })[1]!);
    await waitFor(() => {
      expect(screen.queryByRole('dialog', { name: /^Rotate the key of/ })).toBeNull();
    });
    await opened.openAgain();
    expect(await screen.findByRole('heading', { name: 'Swapping the key' })).toBeTruthy();
    answer.resolve(rotationOf(jira));
    expect(await screen.findByRole('heading', { name: 'The new key is in use' })).toBeTruthy();
  });

  it('tells in a notice how it ended when nobody looked', async () => {
    const { answer, prepare } = slow();
    const opened = await openRotation(prepare);
    await check(opened);
    await opened.user.click(await opened.dialog.findByRole('button', { name: 'Use the new key' }));
    await opened.dialog.findByRole('heading', { name: 'Swapping the key' });
    await opened.user.click(opened.dialog.getAllByRole('button', { name: 'Close' })[1]!);
    await waitFor(() => {
      expect(screen.queryByRole('heading', { name: 'Swapping the key' })).toBeNull();
    });
    answer.resolve(rotationOf(jira));
    expect(await screen.findByText('“Jira northwind” uses its new key now.')).toBeTruthy();
  });
});
