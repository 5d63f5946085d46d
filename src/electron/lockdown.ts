import type { App, Session, WebContents } from 'electron';
import { z } from 'zod';
import { isOurs } from './protocol.ts';

/** Where a link may lead: the browser, over the web, and clients that add our entry. Nothing else is handed to the system. */
const webAddress = z.url({ protocol: /^https?$/ }).max(2048);

/** The one action of each client, and nothing else that its scheme can do. */
const clientLinks = [
  'cursor://anysphere.cursor-deeplink/mcp/install?',
  'vscode:mcp/install?',
  'vscode-insiders:mcp/install?',
  'lmstudio://add_mcp?',
];
const clientLink = z
  .string()
  .max(4096)
  .regex(/^[\x21-\x7e]*$/)
  .refine((link) => clientLinks.some((start) => link.startsWith(start)));

export type OpenExternal = (url: string) => Promise<void>;

/** Every page there will ever be: ours alone, alone. Has to run before the first window. */
export function lockDownContents(app: Pick<App, 'on'>, openExternal: OpenExternal): void {
  app.on('web-contents-created', (_event, contents) => {
    lockDown(contents, openExternal);
  });
}

function lockDown(contents: WebContents, openExternal: OpenExternal): void {
  contents.setWindowOpenHandler(({ url }) => {
    void openOutside(url, openExternal);
    return { action: 'deny' };
  });
  contents.on('will-navigate', (event) => {
    event.preventDefault();
    void openOutside(event.url, openExternal);
  });
  contents.on('will-frame-navigate', (event) => {
    event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
}

async function openOutside(url: string, openExternal: OpenExternal): Promise<void> {
  const address = webAddress.safeParse(url).data ?? clientLink.safeParse(url).data;
  if (address === undefined || hasLogin(address)) return;
  // Without a browser or that client there is nothing to be done about it; the page shows the address, or another way.
  await openExternal(address).catch(() => undefined);
}

const hasLogin = (address: string): boolean => {
  const { username, password } = new URL(address);
  return username !== '' || password !== '';
};

/** No permission but writing to the clipboard (the copy buttons), no download but the calendar the page makes itself, and no request to anything but our files. */
export function lockDownSession(session: Session, options: { readonly devTools: boolean }): void {
  const granted = (permission: string, page: string): boolean =>
    permission === 'clipboard-sanitized-write' && isOurs(`${page.replace(/\/$/, '')}/`);
  session.setPermissionRequestHandler((contents, permission, answer) => {
    answer(granted(permission, originOf(contents.getURL())));
  });
  session.setPermissionCheckHandler((_contents, permission, origin) => granted(permission, origin));
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event, item) => {
    if (!isOurCalendar(item.getURL(), item.getFilename())) event.preventDefault();
  });
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !mayLoad(url, options.devTools) });
  });
}

/** What the page has made in its own memory. */
const ownBlob = 'blob:app://keyring/';

/** The user is asked where to put it: nothing is written without that. */
const isOurCalendar = (url: string, fileName: string): boolean => url.startsWith(ownBlob) && fileName.endsWith('.ics');

/** Pictures written into the page itself are no request to anyone. */
const mayLoad = (url: string, devTools: boolean): boolean =>
  isOurs(url) || url.startsWith(ownBlob) || url.startsWith('data:') || (devTools && url.startsWith('devtools://'));

/** "app://keyring" of "app://keyring/index.html". */
const originOf = (url: string): string => /^[^/]+\/\/[^/]+/.exec(url)?.[0] ?? '';
