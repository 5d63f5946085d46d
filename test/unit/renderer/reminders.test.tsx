import { act, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { exampleInfo, ids } from '../../fakes/renderer/example-data.ts';
import { day, exampleKeys, exampleReminders } from '../../fakes/renderer/example-keys.ts';
import { problemData, type FakeTransport } from '../../fakes/renderer/fake-transport.ts';
import { openWindow } from './open-window.tsx';

const withReminders = (host: FakeTransport) => {
  host.answer('keys.list', () => [...exampleKeys]);
  host.answer('reminders.list', () => [...exampleReminders]);
};
const todo = () => screen.findByRole('list', { name: 'To do' });

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('what there is to do', () => {
  it('is counted beside “Keys”, on every screen', async () => {
    openWindow({ at: '#/server', prepare: withReminders });
    expect(await screen.findByRole('link', { name: /Keys.*3 things to do/ })).toBeTruthy();
  });

  it('is listed with the button that does it', async () => {
    openWindow({ at: '#/keys', prepare: withReminders });
    const items = within(await todo()).getAllByRole('listitem');
    expect(items.map((item) => within(item).getByText(/key of/).textContent)).toEqual(
      exampleReminders.map(({ title }) => title),
    );
    expect(
      within(items[0]!)
        .getByRole('link', { name: /^Why\?/ })
        .getAttribute('href'),
    ).toBe(`#/keys/${ids.openproject}/diagnose`);
    expect(
      within(items[1]!)
        .getByRole('link', { name: /^Rotate key/ })
        .getAttribute('href'),
    ).toBe(`#/keys/${ids.jira}/rotate`);
  });

  it('is nothing, and the next date is told', async () => {
    openWindow({
      at: '#/keys',
      prepare: (host) => {
        host.answer('keys.list', () => [...exampleKeys]);
      },
    });
    expect(await screen.findByText('Nothing to do')).toBeTruthy();
    expect(screen.getByText(/The next key is due on .*: Jira northwind\./)).toBeTruthy();
    expect(screen.queryByText(/^\d+ things? to do$/)).toBeNull();
  });

  it('can be asked for in place: when a key ends', async () => {
    const { host, user } = openWindow({ at: '#/keys', prepare: withReminders });
    await user.click(await screen.findByRole('button', { name: 'Say when it ends' }));
    const dialog = await screen.findByRole('dialog', { name: 'When does this key end?' });
    await user.click(within(dialog).getByRole('radio', { name: 'ends on a day' }));
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(await within(dialog).findByText('Choose the day.')).toBeTruthy();
    await user.type(within(dialog).getByLabelText('Day on which it ends'), day(200));
    host.refuse('keys.setExpiry', problemData('busy', 'Another program holds the file.', 'Try again.'));
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(await within(dialog).findByText('Another program holds the file.')).toBeTruthy();
    host.answer('keys.setExpiry', () => ({}));
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    await waitFor(() => {
      expect(screen.queryByRole('dialog')).toBeNull();
    });
    expect(host.inputsOf('keys.setExpiry').at(-1)).toEqual({ id: ids.targetprocess, expiresAt: day(200) });
  });

  it('is over for an old key when the user says that it is deleted at its system', async () => {
    const rotationId = '5b1f7a64-3f0a-4f0e-9f5b-0d7b6a1c2e3f';
    const old = { ...exampleReminders[1]!, kind: 'revoke' as const, id: `revoke:${rotationId}:2` };
    const { host, user } = openWindow({
      at: '#/keys',
      prepare: (fake) => {
        withReminders(fake);
        fake.answer('reminders.list', () => [old, { ...old, connectionId: ids.confluence, id: `${old.id}0` }]);
      },
    });
    const [over, inGrace] = within(await todo()).getAllByRole('listitem');
    expect(await within(over!).findByRole('link', { name: /Open the page where it is deleted/ })).toBeTruthy();
    expect(
      within(inGrace!)
        .getByRole('link', { name: /^Finish/ })
        .getAttribute('href'),
    ).toBe(`#/keys/${ids.confluence}/rotate`);
    await user.click(within(over!).getByRole('button', { name: 'I deleted it' }));
    await waitFor(() => {
      expect(host.inputsOf('rotation.finish')).toEqual([{ rotationId, revoke: false }]);
    });
  });

  it('can be put off until the morning of another day', async () => {
    const { host, user } = openWindow({ at: '#/keys', prepare: withReminders });
    await todo();
    await user.click(screen.getByRole('button', { name: /Remind me later: The key of “Jira northwind”/ }));
    await user.click(await screen.findByRole('menuitem', { name: 'In 3 days' }));
    await waitFor(() => {
      expect(host.inputsOf('reminders.snooze')).toEqual([
        { id: `due:${ids.jira}:1`, until: new Date(`${day(3)}T09:00:00`).toISOString() },
      ]);
    });
  });

  it('stays below the rest while it is put off, is not counted, and can be had back', async () => {
    const until = new Date(`${day(3)}T09:00:00`).toISOString();
    const { host, user } = openWindow({
      at: '#/keys',
      prepare: (fake) => {
        withReminders(fake);
        fake.answer('reminders.list', () => [{ ...exampleReminders[1]!, snoozedUntil: until }]);
      },
    });
    const list = await screen.findByRole('list', { name: 'Put off' });
    expect(within(list).getByText(/put off until/)).toBeTruthy();
    expect(screen.getByText('Nothing to do')).toBeTruthy();
    expect(screen.queryByText(/^\d+ things? to do$/)).toBeNull();
    await user.click(within(list).getByRole('button', { name: /^Remind me now/ }));
    await waitFor(() => {
      expect(host.inputsOf('reminders.snooze')).toHaveLength(1);
    });
  });
});

const notice = {
  reminderId: `due:${ids.jira}:1`,
  kind: 'due',
  connectionId: ids.jira,
  title: 'The key of “Jira northwind” expires tomorrow',
  text: 'Rotate it today.',
} as const;

/** Ready to hear of reminders: what it needs to know has been answered. */
async function openListening(prepare?: (host: FakeTransport) => void) {
  const opened = openWindow({ ...(prepare === undefined ? {} : { prepare }) });
  await waitFor(() => {
    expect(opened.queries.getQueryData(['app.info', {}])).toBeDefined();
    expect(opened.queries.getQueryData(['preferences.get', {}])).toBeDefined();
  });
  await screen.findByRole('link', { name: 'Team wiki' });
  return opened;
}

describe('a reminder that comes up', () => {
  it('shows in the browser’s window, with the way to the rotation', async () => {
    const { host, user } = await openListening(withReminders);
    act(() => {
      host.emit('reminders.notice', notice);
    });
    expect(await screen.findByText(notice.title)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Rotate key' }));
    expect(window.location.hash).toBe(`#/keys/${ids.jira}/rotate`);
  });

  it('leads to the list where it tells of several things at once', async () => {
    const { host, user } = await openListening(withReminders);
    act(() => {
      host.emit('reminders.notice', { ...notice, title: '4 things to do about your keys', bundles: 4 });
    });
    expect(await screen.findByText('4 things to do about your keys')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Open' }));
    expect(window.location.hash).toBe('#/keys');
  });

  it('goes away when a dialog opens, and waits while one is open', async () => {
    const { host, user } = await openListening(withReminders);
    act(() => {
      host.emit('reminders.notice', notice);
    });
    expect(await screen.findByText(notice.title)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Add connection' }));
    await screen.findByRole('dialog');
    await waitFor(() => {
      expect(screen.queryByText(notice.title)).toBeNull();
    });
    const later = { ...notice, reminderId: `due:${ids.confluence}:1`, title: 'Later', connectionId: ids.confluence };
    act(() => {
      host.emit('reminders.notice', later);
    });
    expect(screen.queryByText('Later')).toBeNull();
    await user.keyboard('{Escape}');
    expect(await screen.findByText('Later')).toBeTruthy();
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('is not shown for what the user is at, or was a moment ago', async () => {
    const { host } = await openListening(withReminders);
    act(() => {
      window.location.hash = `#/keys/${ids.jira}/rotate`;
    });
    await screen.findByRole('dialog', { name: /Rotate the key of/ });
    act(() => {
      host.emit('reminders.notice', notice);
    });
    act(() => {
      window.location.hash = '#/connections';
    });
    await waitFor(() => {
      expect(screen.queryByRole('dialog')).toBeNull();
    });
    act(() => {
      host.emit('reminders.notice', notice);
    });
    act(() => {
      host.emit('reminders.notice', { ...notice, reminderId: 'other', title: 'Other', connectionId: ids.confluence });
    });
    expect(await screen.findByText('Other')).toBeTruthy();
    expect(screen.queryByText(notice.title)).toBeNull();
  });

  it('is left to the system’s notifications in the desktop app', async () => {
    const { host } = await openListening((fake) => {
      fake.answer('app.info', () => ({ ...exampleInfo, shell: 'desktop' }));
    });
    act(() => {
      host.emit('reminders.notice', notice);
    });
    act(() => {
      host.emit('connections.changed', {});
    });
    expect(screen.queryByText(notice.title)).toBeNull();
  });

  it('shows beside other programs too, where the browser may and the page is not in front', async () => {
    const shown: string[] = [];
    class BrowserNotification {
      static readonly permission = 'granted';
      onclick: (() => void) | undefined;
      constructor(title: string) {
        shown.push(title);
      }
    }
    vi.stubGlobal('Notification', BrowserNotification);
    const hasFocus = vi.spyOn(document, 'hasFocus').mockReturnValue(false);
    const { host } = await openListening();
    act(() => {
      host.emit('reminders.notice', notice);
    });
    expect(shown).toEqual([notice.title]);
    hasFocus.mockRestore();
  });
});
