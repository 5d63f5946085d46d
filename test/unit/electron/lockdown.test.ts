import { describe, expect, it } from 'vitest';
import { FakeEvent, FakeWebContents } from '../../fakes/electron.ts';
import { packagedHost, shells } from './run-shell.ts';

const start = shells();

describe('no page but ours', () => {
  it('is ever navigated to', async () => {
    const { windows } = await start();
    for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview']) {
      const event = new FakeEvent('app://keyring/other.html');
      windows[0]!.webContents.emit(name, event);
      expect([name, event.prevented]).toEqual([name, true]);
    }
  });

  it('hands a link to a client that adds our entry, and no other link of that client', async () => {
    const { windows, state } = await start();
    const install = [
      'cursor://anysphere.cursor-deeplink/mcp/install?name=mcp-keyring&config=eyJ9',
      'vscode:mcp/install?%7B%22name%22%3A%22mcp-keyring%22%7D',
      'vscode-insiders:mcp/install?%7B%7D',
      'lmstudio://add_mcp?name=mcp-keyring&config=eyJ9',
    ];
    const others = [
      'cursor://anysphere.cursor-deeplink/prompt?text=x',
      'cursor://somebody.extension/mcp/install?name=x',
      'vscode://file/etc/passwd',
      'vscode:extension/somebody.something',
      'lmstudio://open_from_hf?model=x',
      'lmstudio://add_mcp?name=a b',
      `vscode:mcp/install?${'x'.repeat(4096)}`,
    ];
    for (const url of [...install, ...others])
      expect(windows[0]!.webContents.openHandler?.({ url })).toEqual({ action: 'deny' });
    expect(state.opened).toEqual(install);
  });

  it('opens a window; a link goes to the browser if it leads to the web', async () => {
    const { windows, state } = await start();
    const open = (url: string) => windows[0]!.webContents.openHandler?.({ url });
    for (const url of [
      'https://id.atlassian.com/manage-profile/security/api-tokens',
      'http://jira.example.org/x',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'smb://server/share',
      'ms-msdt:/id',
      'https://user:pass@example.org/',
      'app://keyring/index.html',
      '',
    ])
      expect(open(url)).toEqual({ action: 'deny' });
    expect(state.opened).toEqual([
      'https://id.atlassian.com/manage-profile/security/api-tokens',
      'http://jira.example.org/x',
    ]);
  });

  it('gets a permission, except to copy text, and no other page gets even that', async () => {
    const { handlers } = await start();
    const check = handlers['permissionCheck'] as (contents: null, permission: string, origin: string) => boolean;
    const request = handlers['permissionRequest'] as (
      contents: unknown,
      permission: string,
      done: (yes: boolean) => void,
    ) => void;
    const requested = (permission: string, url: string): boolean => {
      const contents = new FakeWebContents();
      contents.url = url;
      let granted = true;
      request(contents, permission, (yes) => (granted = yes));
      return granted;
    };
    for (const permission of [
      'media',
      'geolocation',
      'notifications',
      'clipboard-read',
      'openExternal',
      'fileSystem',
      'usb',
    ]) {
      expect(check(null, permission, 'app://keyring')).toBe(false);
      expect(requested(permission, 'app://keyring/index.html')).toBe(false);
    }
    expect(check(null, 'clipboard-sanitized-write', 'app://keyring/')).toBe(true);
    expect(requested('clipboard-sanitized-write', 'app://keyring/index.html')).toBe(true);
    expect(check(null, 'clipboard-sanitized-write', 'https://example.org')).toBe(false);
    expect(requested('clipboard-sanitized-write', 'app://keyring.example.org/')).toBe(false);
    expect((handlers['devicePermission'] as () => boolean)()).toBe(false);
  });

  it('makes a request, except for our files', async () => {
    const { handlers, session } = await start({ packaged: true, resourcesPath: await packagedHost() });
    const request = handlers['request'] as (
      details: { url: string },
      done: (response: { cancel: boolean }) => void,
    ) => void;
    const cancelled = (url: string): boolean => {
      let result = false;
      request({ url }, ({ cancel }) => (result = cancel));
      return result;
    };
    expect(cancelled('app://keyring/assets/main.js')).toBe(false);
    expect(cancelled('data:image/png;base64,AA==')).toBe(false);
    for (const url of [
      'https://example.org/',
      'http://127.0.0.1:80/',
      'ws://localhost/',
      'file:///etc/passwd',
      'app://other/',
      'devtools://devtools/x',
    ])
      expect(cancelled(url)).toBe(true);
    const prevented = (url: string, name: string): boolean => {
      const download = new FakeEvent();
      session.emit('will-download', download, { getURL: () => url, getFilename: () => name });
      return download.prevented;
    };
    expect(prevented('https://example.com/setup.exe', 'setup.exe')).toBe(true);
    expect(prevented('https://example.com/keys.ics', 'keys.ics')).toBe(true);
    expect(prevented('blob:app://keyring/1b2c', 'setup.exe')).toBe(true);
    expect(prevented('blob:app://keyring/1b2c', 'mcp-keyring.ics')).toBe(false);
  });

  it('is served, and ours has a strict policy', async () => {
    const { handlers } = await start();
    const get = (url: string, method = 'GET') =>
      (handlers['app://'] as (request: object) => Promise<Response>)({ url, method });
    const page = await get('app://keyring/index.html');
    expect(await page.text()).toBe('<title>page</title>');
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    );
    expect((await get('app://keyring/')).status).toBe(200);
    expect((await get('app://keyring/assets/main-1a2B.js?v=1')).headers.get('content-type')).toBe(
      'text/javascript; charset=utf-8',
    );
    expect((await get('app://keyring/index.html', 'POST')).status).toBe(404);
  });

  it('gets a file out of any other place', async () => {
    const { handlers } = await start();
    for (const url of [
      'app://keyring/../host.cjs',
      'app://keyring/..%2f..%2fpackage.json',
      'app://keyring/%2e%2e/host.cjs',
      'app://keyring/assets/../../host.cjs',
      'app://keyring/..\\host.js',
      'app://keyring//etc/x.html',
      'app://keyring/.hidden.html',
      'app://keyring/missing.html',
      'app://keyring/host.cjs',
      'app://other/index.html',
      'app://keyring@other/index.html',
      'file:///etc/passwd',
    ]) {
      const response = await (handlers['app://'] as (request: object) => Promise<Response>)({ url, method: 'GET' });
      expect([url, response.status, await response.text()]).toEqual([url, 404, '']);
    }
  });
});
