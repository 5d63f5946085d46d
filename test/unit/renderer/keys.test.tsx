import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { barOf, scaleAt } from '../../../renderer/keys/timeline-scale.ts';
import { dueText } from '../../../renderer/keys/key-words.ts';
import { ids } from '../../fakes/renderer/example-data.ts';
import { day, exampleKeys, keyOf } from '../../fakes/renderer/example-keys.ts';
import { problemData, type FakeTransport } from '../../fakes/renderer/fake-transport.ts';
import { openWindow } from './open-window.tsx';

const withKeys = (host: FakeTransport) => {
  host.answer('keys.list', () => [...exampleKeys]);
};
const timeline = () => screen.findByRole('list', { name: /^Keys/ });

describe('the time line', () => {
  it('lists every key in words, the next one due first', async () => {
    openWindow({ at: '#/keys', prepare: withKeys });
    const rows = within(await timeline()).getAllByRole('link');
    expect(rows.map((row) => row.getAttribute('href'))).toEqual(
      [ids.openproject, ids.jira, ids.targetprocess, ids.confluence, ids.clickup].map((id) => `#/keys/${id}`),
    );
    const texts = rows.map((row) => row.textContent);
    expect(texts[0]).toMatch(/OpenProject construction.*…41bc.*Overdue since .*Refused since/);
    expect(texts[1]).toMatch(/Jira northwind.*Expires in 9 days/);
    expect(texts[3]).toMatch(/Team wiki.*Due in 89 days.*Old key until/);
    expect(texts[4]).toMatch(/ClickUp marketing.*Does not end/);
  });

  it('places today, the months and the bars on one scale', () => {
    const now = new Date('2026-11-21T12:00:00');
    const scale = scaleAt(now);
    expect(scale.ticks.filter(({ year }) => year).map(({ label }) => label)).toEqual(['2027']);
    expect(scale.place('2026-11-21')).toBe(scale.today);
    const at = (createdAt: string, on: string) =>
      barOf(
        {
          ...exampleKeys[0]!,
          credential: { field: 'secret', home: 'keychain', hint: '', version: 1, createdAt },
          due: { on, because: 'policy', daysLeft: 0 },
        },
        scale,
      );
    const young = at('2026-11-01T12:00:00.000Z', '2027-01-30');
    expect(young.life).toEqual({ from: scale.place('2026-11-01'), to: scale.place('2027-01-30') });
    expect(young.passed.to).toBe(scale.today);
    expect(young.late).toBeUndefined();
    expect(at('2025-01-01T12:00:00.000Z', '2026-11-09').late).toEqual({
      from: scale.place('2026-11-09'),
      to: scale.today,
    });
    expect(at('2020-01-01T12:00:00.000Z', '2020-04-01').life).toEqual({ from: 0, to: 0 });
  });

  it.each([
    [{ on: '2026-11-21', because: 'policy' }, 'due today'],
    [{ on: '2026-11-22', because: 'expiry' }, 'expires tomorrow'],
    [{ on: '2026-12-03', because: 'policy' }, 'due in 12 days'],
    [{ on: '2027-05-20', because: 'expiry' }, 'expires in 6 months'],
    [{ on: '2026-03-03', because: 'policy' }, 'overdue since 3 Mar'],
    [{ on: '2025-12-30', because: 'expiry' }, 'expired on 30 Dec 2025'],
    [{ on: '2026-11-20', because: 'exposure' }, 'rotate it now'],
  ] as const)('says of %j: %s', (due, words) => {
    const now = new Date('2026-11-21T23:50:00');
    expect(dueText({ due: { ...due, daysLeft: 0 }, expiryUnknown: false }, now)).toBe(words);
  });

  it('invites to connect something while there is no key', async () => {
    openWindow({ at: '#/keys', prepare: (host) => (host.connections = []) });
    expect(await screen.findByRole('heading', { name: 'There are no keys yet' })).toBeTruthy();
  });

  it('says why the keys cannot be read, and tries again', async () => {
    const { host, user } = openWindow({
      at: '#/keys',
      prepare: (fake) => {
        fake.refuse('keys.list', problemData('data-file-damaged', 'The file cannot be read.', 'Look at it.'));
      },
    });
    expect(await screen.findByText('The file cannot be read.')).toBeTruthy();
    withKeys(host);
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await timeline()).toBeTruthy();
  });

  it('shows at once what changed elsewhere', async () => {
    const { host } = openWindow({ at: '#/keys', prepare: withKeys });
    await timeline();
    host.answer('keys.list', () => [keyOf(ids.clickup, { ageDays: 0, due: [5, 'policy'] })]);
    act(() => {
      host.emit('reminders.changed', {});
    });
    expect(await screen.findByText('Due in 5 days')).toBeTruthy();
  });
});

describe('the calendar', () => {
  it('shows what is due on a day, and leads to the next one', async () => {
    const { user } = openWindow({ at: '#/keys', prepare: withKeys });
    await user.click(await screen.findByRole('tab', { name: 'Calendar' }));
    const panel = await screen.findByRole('tabpanel', { name: 'Calendar' });
    expect(within(panel).getByRole('link', { name: 'Jira northwind' }).getAttribute('href')).toBe(`#/keys/${ids.jira}`);
    await user.click(within(panel).getByRole('button', { name: /Team wiki$/ }));
    expect(await within(panel).findByRole('link', { name: 'Team wiki' })).toBeTruthy();
    expect(within(panel).getByRole('button', { name: /, 1 key is due$/ })).toBeTruthy();
  });

  it('goes out as a file for other calendars', async () => {
    const saved: string[] = [];
    const createUrl = vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:keys');
    const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      saved.push(`${this.download} ${this.href}`);
    });
    try {
      const { user } = openWindow({ at: '#/keys', prepare: withKeys });
      await user.click(await screen.findByRole('button', { name: /Export to calendar/ }));
      await waitFor(() => {
        expect(saved).toEqual(['mcp-keyring.ics blob:keys']);
      });
      expect(createUrl.mock.calls[0]?.[0]).toBeInstanceOf(Blob);
    } finally {
      click.mockRestore();
      createUrl.mockRestore();
    }
  });
});

describe('the details of a key', () => {
  it('tell who says when it ends, whose it is, and when it was used', async () => {
    openWindow({ at: `#/keys/${ids.confluence}`, prepare: withKeys });
    const drawer = await screen.findByRole('dialog', { name: /Key of Team wiki/ });
    expect(within(drawer).getByText(/as Confluence says/)).toBeTruthy();
    expect(within(drawer).getByText(/By Claude, 5 hours ago/)).toBeTruthy();
    expect(within(drawer).getByText('Anna Berg')).toBeTruthy();
    expect(within(drawer).getByText(/The old key is kept until/)).toBeTruthy();
    expect(within(drawer).queryByRole('button', { name: 'Change' })).toBeNull();
  });

  it('let the user say how often it is rotated, and that it happens by itself', async () => {
    const { host, user } = openWindow({ at: `#/keys/${ids.confluence}`, prepare: withKeys });
    const drawer = await screen.findByRole('dialog', { name: /Key of Team wiki/ });
    await user.click(within(drawer).getByRole('combobox', { name: 'Rotate' }));
    await user.click(await screen.findByRole('option', { name: 'Every 30 days' }));
    await waitFor(() => {
      expect(host.inputsOf('keys.setPolicy')).toEqual([
        { id: ids.confluence, policy: { everyDays: 30, automatic: true } },
      ]);
    });
    await user.click(within(drawer).getByRole('switch', { name: /without asking/ }));
    await waitFor(() => {
      expect(host.inputsOf('keys.setPolicy')[1]).toEqual({ id: ids.confluence, policy: { automatic: false } });
    });
  });

  it('offer no rotation by itself where the system cannot', async () => {
    openWindow({ at: `#/keys/${ids.jira}`, prepare: withKeys });
    const drawer = await screen.findByRole('dialog', { name: /Key of Jira northwind/ });
    expect(within(drawer).queryByRole('switch')).toBeNull();
    expect(within(drawer).getByText(/as you said/)).toBeTruthy();
  });

  it('say where a key was found in plain text', async () => {
    const exposed = { where: '/home/anna/.claude.json', at: new Date().toISOString() };
    openWindow({
      at: `#/keys/${ids.jira}`,
      prepare: (host) => {
        host.answer('keys.list', () => [
          keyOf(ids.jira, { ageDays: 3, credential: { exposed }, due: [0, 'exposure'] }),
        ]);
      },
    });
    const drawer = await screen.findByRole('dialog', { name: /Key of Jira northwind/ });
    expect(within(drawer).getByText(/In \/home\/anna\/\.claude\.json/)).toBeTruthy();
    expect(within(drawer).getByText('Rotate it now')).toBeTruthy();
  });

  it('say of a key whose end nobody knows how long it may live, and take the answer', async () => {
    const { host, user } = openWindow({
      at: `#/keys/${ids.jira}`,
      prepare: (fake) => {
        fake.answer('keys.list', () => [
          keyOf(ids.jira, { ageDays: 10, expiryUnknown: true, maxLifetimeDays: 365, due: [80, 'policy'] }),
        ]);
      },
    });
    const drawer = await screen.findByRole('dialog', { name: /Key of Jira northwind/ });
    await user.click(within(drawer).getByRole('button', { name: 'Say when' }));
    const beforeEscape = await screen.findByRole('dialog', { name: 'When does this key end?' });
    await user.keyboard('{Escape}');
    await waitFor(() => {
      expect(beforeEscape.isConnected).toBe(false);
    });
    await user.click(within(drawer).getByRole('button', { name: 'Say when' }));
    const dialog = await screen.findByRole('dialog', { name: 'When does this key end?' });
    expect(within(dialog).getByLabelText<HTMLInputElement>('Day on which it ends').value).toBe(day(355));
    await user.click(within(dialog).getByRole('radio', { name: 'does not end by itself' }));
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    await waitFor(() => {
      expect(host.inputsOf('keys.setExpiry')).toEqual([{ id: ids.jira, expiresAt: null }]);
    });
  });
});

describe('the address of a key', () => {
  it('leaves the focus on the heading where nothing else can have it back', async () => {
    const { user } = openWindow({ at: `#/keys/${ids.jira}/rotate`, prepare: withKeys });
    await screen.findByRole('dialog', { name: /Rotate the key of/ });
    await user.keyboard('{Escape}');
    await waitFor(() => {
      expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1, name: 'Keys' }));
    });
  });

  it('opens its rotation, as a notification does, and going back closes it', async () => {
    openWindow({ at: '#/keys', prepare: withKeys });
    await timeline();
    act(() => {
      window.location.hash = `#/keys/${ids.jira}/rotate`;
    });
    expect(await screen.findByRole('dialog', { name: /Rotate the key of “Jira northwind”/ })).toBeTruthy();
    act(() => {
      window.location.hash = '#/keys';
    });
    await waitFor(() => {
      expect(screen.queryByRole('dialog')).toBeNull();
    });
  });

  it('opens the diagnosis', async () => {
    openWindow({ at: `#/keys/${ids.openproject}/diagnose`, prepare: withKeys });
    expect(await screen.findByRole('dialog')).toBeTruthy();
    expect(await screen.findByRole('list', { name: /^Keys/, hidden: true })).toBeTruthy();
  });
});

describe('the list of connections', () => {
  it('marks what is due, refused or interrupted', async () => {
    const interrupted = { ...exampleKeys[1]!.rotation!, interrupted: true };
    openWindow({
      prepare: (host) => {
        host.connections = host.connections.map((each) =>
          each.id === ids.openproject ? { ...each, failing: { since: new Date().toISOString(), times: 3 } } : each,
        );
        host.answer('keys.list', () =>
          exampleKeys.map((key) => {
            if (key.connectionId === ids.clickup) return keyOf(ids.clickup, { ageDays: 85, due: [5, 'policy'] });
            return key.connectionId === ids.confluence ? { ...key, rotation: interrupted } : key;
          }),
        );
      },
    });
    const rowOf = async (name: string) => (await screen.findByRole('link', { name })).closest('tr')!;
    await rowOf('Team wiki');
    await screen.findByText('due in 5 days');
    expect((await rowOf('Team wiki')).textContent).toContain('rotation interrupted');
    const refused = await rowOf('OpenProject construction and facilities');
    expect(refused.textContent).toMatch(/Key refused since \d\d:\d\d/);
    expect(refused.textContent).toContain('overdue');
  });
});
