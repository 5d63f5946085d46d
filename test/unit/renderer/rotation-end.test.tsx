import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { RotationHistory } from '../../../renderer/rotation/rotation-history.tsx';
import { ids } from '../../fakes/renderer/example-data.ts';
import { problemData } from '../../fakes/renderer/fake-transport.ts';
import { rotationOf } from '../../fakes/renderer/key-handlers.ts';
import { openDialog } from './open-dialog.tsx';
import { jira, openRotation, plan, underWay } from './open-rotation.tsx';

describe('the old key', () => {
  it('can be put back with one click', async () => {
    const { dialog, user, host } = await openRotation((fake) => {
      const over = underWay(fake, {});
      const rollBack = fake.handler('rotation.rollBack');
      fake.answer('rotation.rollBack', (input) => {
        over();
        return rollBack(input);
      });
    });
    expect(dialog.getByText(/It is kept until .*put it back with one click/)).toBeTruthy();
    await user.click(dialog.getByRole('button', { name: 'Put the old key back' }));
    expect(await dialog.findByRole('heading', { name: 'The old key is in use again' })).toBeTruthy();
    expect(host.inputsOf('rotation.rollBack')).toHaveLength(1);
  });

  it('is revoked by hand where we cannot, and then forgotten', async () => {
    const { dialog, user, host } = await openRotation((fake) => {
      underWay(fake, {});
    });
    expect(dialog.getByRole('link', { name: /Open the page where it is revoked/ })).toBeTruthy();
    await user.click(dialog.getByRole('button', { name: 'I revoked it: forget the old key now' }));
    expect(await dialog.findByRole('heading', { name: 'The rotation is complete' })).toBeTruthy();
    expect(host.inputsOf('rotation.finish')).toMatchObject([{ revoke: false }]);
  });

  it('stays when it cannot be put back, and says why', async () => {
    const { dialog, user } = await openRotation((fake) => {
      underWay(fake, {});
      fake.refuse('rotation.rollBack', problemData('bad-credentials', 'It is dead.', 'Keep the new one.'));
    });
    await user.click(dialog.getByRole('button', { name: 'Put the old key back' }));
    expect(await dialog.findByText('It is dead.')).toBeTruthy();
    expect(dialog.getByRole('heading', { name: 'The new key is in use' })).toBeTruthy();
  });

  it('does not keep the user from rotating again', async () => {
    const { dialog, user } = await openRotation((fake) => {
      underWay(fake, {});
    });
    await user.click(dialog.getByRole('button', { name: 'Rotate again' }));
    expect(await dialog.findByRole('button', { name: 'Check the new key' })).toBeTruthy();
    expect(dialog.getByText(/you cannot go back to it any more/)).toBeTruthy();
  });
});

describe('an interrupted rotation', () => {
  it('says what is in use and goes on', async () => {
    const { dialog, user, host } = await openRotation((fake) => {
      underWay(fake, { interrupted: true, step: 'stored' });
      fake.answer('rotation.resume', () => {
        underWay(fake, {});
        return rotationOf(jira);
      });
    });
    expect(dialog.getByRole('heading', { name: 'A rotation was interrupted' })).toBeTruthy();
    expect(dialog.getByText(/The old key \(…9f3a\) is in use, as before/)).toBeTruthy();
    await user.click(dialog.getByRole('button', { name: 'Continue' }));
    expect(await dialog.findByRole('heading', { name: 'The new key is in use' })).toBeTruthy();
    expect(host.inputsOf('rotation.resume')).toHaveLength(1);
  });

  it('can be given up before the swap', async () => {
    const { dialog, user, host } = await openRotation((fake) => {
      underWay(fake, { interrupted: true, step: 'started' });
    });
    await user.click(dialog.getByRole('button', { name: 'Discard' }));
    expect(await dialog.findByRole('heading', { name: 'The rotation was given up' })).toBeTruthy();
    expect(host.inputsOf('rotation.discard')).toHaveLength(1);
  });

  it('can be taken back after the swap', async () => {
    const { dialog } = await openRotation((fake) => {
      underWay(fake, { interrupted: true, step: 'swapped' });
    });
    expect(dialog.getByText(/The new key \(…new1\) is in use/)).toBeTruthy();
    expect(dialog.getByRole('button', { name: 'Put the old key back' })).toBeTruthy();
    expect(dialog.queryByRole('button', { name: 'Discard' })).toBeNull();
  });
});

describe('a key that is kept elsewhere', () => {
  it('is changed there, and tested here', async () => {
    const { dialog, user } = await openRotation((host) => {
      plan(host, { elsewhere: 'Write the new key into the file /run/secrets/jira.' });
    });
    expect(dialog.getByText('Write the new key into the file /run/secrets/jira.')).toBeTruthy();
    expect(dialog.queryByLabelText(/^New/)).toBeNull();
    await user.click(dialog.getByRole('button', { name: 'Test it now' }));
    expect(await dialog.findByText('It works with the key that is there now')).toBeTruthy();
  });
});

describe('the history of rotations', () => {
  it('says when, how, which keys and what became of the old one', async () => {
    openDialog(
      () => <RotationHistory connectionId={ids.jira} />,
      (host) => {
        const member = {
          connectionId: ids.jira,
          name: jira.name,
          oldHint: '…old1',
          newHint: '…9f3a',
          owner: jira.owner,
        };
        const past = { id: crypto.randomUUID(), startedAt: '2026-11-01T09:00:00Z', members: [member] };
        host.answer('rotation.history', () => [
          { ...past, kind: 'automatic', endedAt: '2026-11-04T09:00:00Z', outcome: 'completed', oldKey: 'revoked' },
          {
            ...past,
            id: crypto.randomUUID(),
            kind: 'manual',
            endedAt: '2026-08-04T09:00:00Z',
            outcome: 'rolled-back',
            oldKey: 'unknown',
          },
        ]);
      },
    );
    expect(await screen.findByText(/Rotated on/)).toBeTruthy();
    expect(screen.getByText('4 Nov 2026')).toBeTruthy();
    expect(screen.getByText('by itself; the old key was revoked')).toBeTruthy();
    expect(screen.getByText('by hand; the new key had to be revoked by hand')).toBeTruthy();
    expect(screen.getAllByText(/…old1/)).toHaveLength(2);
  });
});
