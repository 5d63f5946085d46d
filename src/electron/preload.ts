import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import type { Transport } from '../api/client.ts';
import type { EventMessage } from '../api/wire.ts';
import { callChannel, eventChannel } from './channels.ts';

/** All that the page gets: two functions. Both sides check what they are given, main here and the client there. */
const transport: Transport = {
  send: (request) => ipcRenderer.invoke(callChannel, request),
  subscribe(listener) {
    const forward = (_event: IpcRendererEvent, message: EventMessage): void => {
      listener(message);
    };
    ipcRenderer.on(eventChannel, forward);
    return () => {
      ipcRenderer.removeListener(eventChannel, forward);
    };
  },
};

contextBridge.exposeInMainWorld('keyring', transport);
