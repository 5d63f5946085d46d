import { hostRequest, type HostMessage } from '../api/wire.ts';
import { AppError } from '../lib/app-error.ts';
import { openApp, type OpenOptions } from './open-app.ts';

/** `keyring-host serve`: answers the Electron main process over the child's IPC channel, and ends with it. */
export async function runServe(options: Omit<OpenOptions, 'shell'>): Promise<void> {
  if (process.send === undefined) throw notByHand();
  const { app, close } = await openApp({ ...options, shell: 'desktop' });
  const send = (message: HostMessage): void => {
    // The window may go away in the middle of a message; that ends us by `disconnect`, not by an error.
    if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
  };

  process.on('message', (raw) => {
    const message = hostRequest.safeParse(raw);
    if (!message.success) return; // Nothing of ours: there is nobody to answer.
    const { id, request } = message.data;
    void app.router.answer(request).then((answer) => {
      send({ type: 'answer', id, answer });
    });
  });
  app.events.subscribe((message) => {
    send({ type: 'event', message });
  });
  process.once('disconnect', () => {
    void close();
  });
  send({ type: 'ready' });
  await app.start();
}

function notByHand(): AppError {
  return new AppError('invalid-input', 'Only the desktop window starts "serve".', 'Use "keyring-host web" instead.');
}
