import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { problemData } from '../../fakes/renderer/fake-transport.ts';
import { openWindow } from './open-window.tsx';

const line = (seq: number, level: 'info' | 'error', message: string) => ({
  seq,
  at: new Date().toISOString(),
  level,
  message,
});

async function tryTool(name: RegExp) {
  const opened = openWindow({ at: '#/server' });
  await opened.user.click(await screen.findByRole('button', { name }));
  await opened.user.click(await screen.findByRole('button', { name: 'Try this tool' }));
  return { ...opened, form: await screen.findByRole('dialog') };
}

describe('the MCP server', () => {
  it('shows what runs and stops it', async () => {
    const { user } = openWindow({ at: '#/server' });
    expect(await screen.findByText('Running')).toBeTruthy();
    expect(screen.getByText('87 ms')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Stop' }));
    expect(await screen.findByText('Stopped')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Start' })).toBeTruthy();
    expect(screen.getByText('No tools to show')).toBeTruthy();
  });

  it('says why it waits to start again', async () => {
    const { host } = openWindow({ at: '#/server' });
    await screen.findByText('Running');
    host.emit('server.changed', {
      state: 'waiting',
      tools: [],
      restarts: 2,
      lastProblem: problemData('internal', 'The server ended by itself.', 'Look at the log.'),
    });
    expect(await screen.findByText('Waiting to start again')).toBeTruthy();
    expect(screen.getByText('The server ended by itself.')).toBeTruthy();
  });

  it('calls a tool with what its own form asked for', async () => {
    const { host, user, form } = await tryTool(/Search items/);
    await user.type(within(form).getByRole('textbox', { name: 'Text' }), 'lease');
    await user.click(within(form).getByRole('combobox', { name: 'Connection' }));
    await user.click(await screen.findByRole('option', { name: 'Team wiki' }));
    await user.type(within(form).getByRole('textbox', { name: 'Limit' }), '5');
    await user.type(within(form).getByRole('combobox', { name: 'Fields' }), 'Points{Enter}');
    await user.click(within(form).getByRole('combobox', { name: 'Include' }));
    await user.click(await screen.findByRole('option', { name: 'links' }));
    await user.click(within(form).getByRole('button', { name: 'Call the tool' }));
    expect(await within(form).findByText(/PROJ-12 Renew the lease/)).toBeTruthy();
    expect(host.inputsOf('server.callTool')).toEqual([
      {
        name: 'search_items',
        arguments: { text: 'lease', connection: 'Team wiki', limit: 5, fields: ['Points'], include: ['links'] },
      },
    ]);
  });

  it('does not call a tool while something it needs is missing', async () => {
    const { host, user, form } = await tryTool(/Get an item/);
    await user.click(within(form).getByRole('button', { name: 'Call the tool' }));
    expect(await within(form).findAllByText('This one is needed.')).toHaveLength(2);
    expect(host.inputsOf('server.callTool')).toEqual([]);
  });
});

describe('the log', () => {
  it('grows as the server writes, and fetches again when it missed a line', async () => {
    const { host } = openWindow({ at: '#/server' });
    await screen.findByText('started');
    host.emit('server.logged', line(5, 'info', 'get_item answered'));
    expect(await screen.findByText('get_item answered')).toBeTruthy();
    host.answer('server.log', () => [line(6, 'info', 'the missed one'), line(7, 'info', 'the next one')]);
    host.emit('server.logged', line(7, 'info', 'the next one'));
    expect(await screen.findByText('the missed one')).toBeTruthy();
  });

  it('starts over with a host that was started anew', async () => {
    const { host } = openWindow({ at: '#/server' });
    await screen.findByText('started');
    host.answer('server.log', () => [line(1, 'info', 'a fresh start')]);
    host.emit('server.logged', line(1, 'info', 'a fresh start'));
    expect(await screen.findByText('a fresh start')).toBeTruthy();
    expect(screen.queryByText('started')).toBeNull();
  });

  it('shows errors alone when asked', async () => {
    const { host, user } = openWindow({ at: '#/server' });
    await screen.findByText('started');
    host.emit('server.logged', line(5, 'error', 'it broke'));
    await user.click(screen.getByRole('radio', { name: 'Errors' }));
    expect(await screen.findByText('it broke')).toBeTruthy();
    expect(screen.queryByText('started')).toBeNull();
  });

  it('stands still while paused and catches up afterwards', async () => {
    const { host, user } = openWindow({ at: '#/server' });
    await screen.findByText('started');
    await user.click(screen.getByRole('switch', { name: 'Pause' }));
    host.emit('server.logged', line(5, 'info', 'meanwhile'));
    await waitFor(() => {
      expect(screen.queryByText('meanwhile')).toBeNull();
    });
    await user.click(screen.getByRole('switch', { name: 'Pause' }));
    expect(await screen.findByText('meanwhile')).toBeTruthy();
  });
});

describe('the latest calls', () => {
  it('say what was changed, what was only asked and what the user forbade', async () => {
    const call = { at: new Date().toISOString(), client: 'claude-ai', durationMs: 5 };
    openWindow({
      at: '#/server',
      prepare: (fake) => {
        fake.answer('activity.list', () => [
          { ...call, tool: 'update_item', ok: true, write: { kind: 'update', changed: 3 } },
          { ...call, tool: 'create_item', ok: true, write: { kind: 'create', changed: 0, asked: true } },
          { ...call, tool: 'delete_item', ok: false, code: 'not-allowed' },
        ]);
      },
    });
    for (const label of ['Changed 3', 'Asked first', 'Refused by access'])
      expect(await screen.findByText(label)).toBeTruthy();
  });
});
