import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import { callRequest, type CallAnswer, type CallRequest, type EventMessage } from '../api/wire.ts';
import { callChannel, eventChannel } from './channels.ts';
import { isOurs } from './protocol.ts';

/** Hands calls of our own page to the host. Anyone else gets an error. */
export function relayCalls(
  ipcMain: Pick<IpcMain, 'handle'>,
  parts: {
    readonly window: () => WebContents | undefined;
    readonly call: (request: CallRequest) => Promise<CallAnswer>;
  },
): void {
  ipcMain.handle(callChannel, (event, raw: unknown) => {
    if (!isTrusted(event, parts.window())) throw new Error('This page may not call MCP Keyring.');
    return parts.call(callRequest.parse(raw));
  });
}

/** Our window, its main frame, and our page in it. */
function isTrusted({ sender, senderFrame }: IpcMainInvokeEvent, window: WebContents | undefined): boolean {
  return sender === window && senderFrame !== null && senderFrame.parent === null && isOurs(senderFrame.url);
}

export function relayEvent(window: WebContents | undefined, message: EventMessage): void {
  if (window !== undefined && !window.isDestroyed() && isOurs(window.getURL())) window.send(eventChannel, message);
}
