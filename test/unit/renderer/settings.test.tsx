import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { problemData } from '../../fakes/renderer/fake-transport.ts';
import { openWindow } from './open-window.tsx';

const noKeychain = problemData('keychain-unavailable', 'There is no keychain.', 'Keep the keys in a vault.');
const locked = problemData('vault-locked', 'The vault is locked.', 'Unlock it.');

describe('where keys are kept', () => {
  it('offers a vault wherever there is no keychain, and uses it from then on', async () => {
    const { host, user } = openWindow({
      prepare: (fake) => {
        fake.secrets = { ...fake.secrets, keychain: { state: 'unavailable', problem: noKeychain } };
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Create a vault instead' }));
    await user.type(await screen.findByLabelText(/^Passphrase/, { selector: 'input' }), 'four random words');
    await user.type(screen.getByLabelText(/^The same again/, { selector: 'input' }), 'four random words{Enter}');
    await waitFor(() => {
      expect(screen.queryByText('There is no keychain.')).toBeNull();
    });
    expect(host.inputsOf('secrets.createVault')).toEqual([{ passphrase: 'four random words' }]);
  });

  it('creates no vault from two different passphrases', async () => {
    const { host, user } = openWindow({ at: '#/settings' });
    await user.click(await screen.findByRole('button', { name: 'Create vault' }));
    const dialog = await screen.findByRole('dialog');
    await user.type(within(dialog).getByLabelText(/^Passphrase/, { selector: 'input' }), 'four random words');
    await user.type(
      within(dialog).getByLabelText(/^The same again/, { selector: 'input' }),
      'five random words{Enter}',
    );
    expect(await screen.findByText('The two passphrases differ.')).toBeTruthy();
    expect(host.inputsOf('secrets.createVault')).toEqual([]);
  });

  it('says on every screen that the vault is locked, and unlocks it there', async () => {
    const { host, user } = openWindow({
      at: '#/server',
      prepare: (fake) => {
        fake.secrets = { ...fake.secrets, home: 'vault', vault: { state: 'locked', problem: locked } };
        fake.refuse('secrets.unlockVault', problemData('vault-wrong-passphrase', 'That is not it.', 'Try again.'));
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Unlock' }));
    const dialog = await screen.findByRole('dialog');
    await user.type(within(dialog).getByLabelText(/^Passphrase/, { selector: 'input' }), 'wrong{Enter}');
    expect(await within(dialog).findByText('That is not it.')).toBeTruthy();
    host.answer('secrets.unlockVault', () => ({ ...host.secrets, vault: { state: 'ready' } }));
    await user.click(within(dialog).getByRole('button', { name: 'Unlock' }));
    await waitFor(() => {
      expect(screen.queryByText(/The vault is locked/)).toBeNull();
    });
  });

  it.each([
    ['tells what opens the vault of the demo', true],
    ['tells nothing of the kind about a real one', false],
  ])('%s', async (_, demo) => {
    const { user } = openWindow({
      at: '#/server',
      prepare: (fake) => {
        fake.secrets = { ...fake.secrets, home: 'vault', vault: { state: 'locked', problem: locked } };
        fake.answer('app.info', () => ({
          version: '0.1.0',
          shell: 'web',
          platform: 'linux',
          dataFolder: '/tmp/demo',
          logFile: '/tmp/demo/host.log',
          demo,
          nodeVersion: 'v24.18.1',
        }));
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Unlock' }));
    const dialog = await screen.findByRole('dialog', { name: 'Unlock the vault' });
    expect(within(dialog).queryByText(/demo passphrase/) !== null).toBe(demo);
  });
});

describe('appearance', () => {
  it('turns dark at once and tells the host', async () => {
    const { host, user } = openWindow({ at: '#/settings' });
    await user.click(await screen.findByRole('radio', { name: 'Dark' }));
    await waitFor(() => {
      expect(document.documentElement.dataset['mantineColorScheme']).toBe('dark');
    });
    expect(host.inputsOf('preferences.set')).toEqual([{ appearance: 'dark' }]);
  });
});
