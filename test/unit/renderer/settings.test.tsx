import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { exampleInfo } from '../../fakes/renderer/example-data.ts';
import { problemData, type FakeTransport } from '../../fakes/renderer/fake-transport.ts';
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

describe('keys and reminders', () => {
  const section = () => screen.findByRole('region', { name: 'Keys and reminders' });
  const saved = (host: FakeTransport) => host.inputsOf('preferences.set');

  it('are saved as soon as they are chosen', async () => {
    const { host, user } = openWindow({ at: '#/settings' });
    const keys = within(await section());
    await user.click(await keys.findByRole('combobox', { name: 'Rotate keys' }));
    await user.click(await screen.findByRole('option', { name: 'Never' }));
    await waitFor(() => {
      expect(saved(host)).toEqual([{ rotateEveryDays: 0 }]);
    });
    await user.click(keys.getByRole('checkbox', { name: '30 days' }));
    await user.click(keys.getByRole('checkbox', { name: 'On the day' }));
    await waitFor(() => {
      expect(saved(host).slice(1)).toEqual([
        { remindDaysBefore: [30, 14, 7, 3, 1, 0] },
        { remindDaysBefore: [30, 14, 7, 3, 1] },
      ]);
    });
  });

  it('take a number that is not among the usual ones', async () => {
    const { host, user } = openWindow({ at: '#/settings' });
    const keys = within(await section());
    const choose = async () => {
      await user.click(await keys.findByRole('combobox', { name: 'Rotate keys' }));
      await user.click(await screen.findByRole('option', { name: 'Another number…' }));
      return keys.findByRole('textbox', { name: 'Rotate keys: number of days' });
    };
    await user.type(await choose(), '{Escape}');
    await user.type(await choose(), '0{Enter}');
    await user.type(await choose(), '45{Enter}');
    await waitFor(() => {
      expect(saved(host)).toEqual([{ rotateEveryDays: 45 }]);
    });
    const select = await keys.findByRole<HTMLInputElement>('combobox', { name: 'Rotate keys' });
    expect(select.value).toBe('Every 45 days');
    expect(document.activeElement).toBe(select);
  });

  it('are brought into sight by their address', async () => {
    const scrolled = vi.spyOn(Element.prototype, 'scrollIntoView');
    openWindow({ at: '#/settings/keys' });
    const keys = await section();
    await waitFor(() => {
      expect(document.activeElement).toBe(within(keys).getByRole('heading', { name: 'Keys and reminders' }));
    });
    expect(scrolled.mock.contexts).toContain(keys);
    scrolled.mockRestore();
  });

  it('keep quiet between two times, or not at all', async () => {
    const { host, user } = openWindow({ at: '#/settings' });
    const keys = within(await section());
    await user.click(await keys.findByRole('switch', { name: 'Quiet hours' }));
    const from = await keys.findByLabelText<HTMLInputElement>('From');
    fireEvent.change(from, { target: { value: '21:30' } });
    fireEvent.blur(from);
    await waitFor(() => {
      expect(saved(host)).toEqual([
        { quietHours: { from: '20:00', to: '08:00' } },
        { quietHours: { from: '21:30', to: '08:00' } },
      ]);
    });
    await user.click(keys.getByRole('switch', { name: 'Quiet hours' }));
    await waitFor(() => {
      expect(saved(host).at(-1)).toEqual({ quietHours: null });
    });
  });

  it('go back to what they were, and say why, where they cannot be saved', async () => {
    const { user } = openWindow({
      at: '#/settings',
      prepare: (fake) => {
        fake.refuse('preferences.set', problemData('busy', 'Another program holds the file.', 'Try again.'));
      },
    });
    const keys = within(await section());
    await user.click(await keys.findByRole('switch', { name: 'Notifications' }));
    expect(await screen.findByText('Another program holds the file.')).toBeTruthy();
    await waitFor(() => {
      expect(keys.getByRole<HTMLInputElement>('switch', { name: 'Notifications' }).checked).toBe(true);
    });
  });

  it('offer to start with the computer in the desktop app only', async () => {
    const { host, user } = openWindow({
      at: '#/settings',
      prepare: (fake) => {
        fake.answer('app.info', () => ({ ...exampleInfo, shell: 'desktop' }));
      },
    });
    const keys = within(await section());
    await user.click(await keys.findByRole('switch', { name: /Start when I log in/ }));
    await waitFor(() => {
      expect(saved(host)).toEqual([{ startAtLogin: true }]);
    });
    cleanup();
    openWindow({ at: '#/settings' });
    const inBrowser = within(await section());
    await inBrowser.findByRole('switch', { name: 'Notifications' });
    expect(inBrowser.queryByRole('switch', { name: /Start when I log in/ })).toBeNull();
  });
});
