import { EventEmitter } from 'node:events';
import { beforeAll, describe, expect, it } from 'vitest';
import { createApiClient, type Transport } from '../../../src/api/client.ts';
import { compiled, execute } from './run-shell.ts';

let code: string;
beforeAll(async () => {
  code = await compiled('preload');
});

/** What the page finds, and the way to the main process. */
function runPreload() {
  const exposed: Record<string, unknown> = {};
  const asked: unknown[][] = [];
  const ipcRenderer = Object.assign(new EventEmitter(), {
    invoke: (...message: unknown[]) => {
      asked.push(message);
      return Promise.resolve({ ok: true, output: [] });
    },
  });
  const contextBridge = {
    exposeInMainWorld: (name: string, api: unknown) => {
      exposed[name] = api;
    },
  };
  execute(code, { contextBridge, ipcRenderer });
  return { exposed, asked, ipcRenderer, transport: exposed['keyring'] as Transport };
}

describe('the preload', () => {
  it('gives the page two functions and nothing of Electron', () => {
    const { exposed, transport } = runPreload();
    expect(Object.keys(exposed)).toEqual(['keyring']);
    expect(Object.keys(transport)).toEqual(['send', 'subscribe']);
  });

  it('carries the calls of the page’s client', async () => {
    const { transport, asked } = runPreload();
    expect(await createApiClient(transport).call('connections.list', {})).toEqual([]);
    expect(asked).toEqual([['keyring:call', { name: 'connections.list', input: {} }]]);
  });

  it('hands on events without the event object of Electron, until told to stop', () => {
    const { transport, ipcRenderer } = runPreload();
    const heard: unknown[] = [];
    const stop = transport.subscribe((...message) => heard.push(message));
    const message = { event: 'secrets.changed', payload: {} };
    ipcRenderer.emit('keyring:event', { sender: 'electron' }, message);
    stop();
    ipcRenderer.emit('keyring:event', { sender: 'electron' }, message);
    expect(heard).toEqual([[message]]);
    expect(ipcRenderer.listenerCount('keyring:event')).toBe(0);
  });

  it('needs nothing but Electron, which is all that a sandboxed preload can load', () => {
    expect([...code.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name)).toEqual(['electron']);
  });
});
