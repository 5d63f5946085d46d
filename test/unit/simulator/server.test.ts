import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytes } from '../../../src/simulator/server/answer.ts';
import { FileStore } from '../../../src/simulator/server/file-store.ts';
import { openListener, type Listener } from '../../../src/simulator/server/listener.ts';
import type { SimRequest } from '../../../src/simulator/server/call.ts';

const picture = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x00, 0xff]);
let listener: Listener;
let storeListener: Listener;
let store: FileStore;
const seen: SimRequest[] = [];

beforeAll(async () => {
  [listener, storeListener] = await Promise.all([openListener(() => 0), openListener(() => 0)]);
  store = new FileStore(storeListener);
  listener.serve((request) => {
    seen.push(request);
    return { answer: bytes(picture, 'image/png', 200), jsonType: 'application/json', delayMs: 0 };
  });
});
afterAll(() => Promise.all([listener.close(), storeListener.close()]));

const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());

describe('a simulated server', () => {
  it('reads the parts of a form, their bytes untouched', async () => {
    const form = new FormData();
    form.append('comment', 'größer');
    form.append('file', new Blob([picture], { type: 'image/png' }), 'Übersicht 1.png');
    await fetch(listener.url, { method: 'POST', body: form });
    const { parts } = seen.at(-1)!;
    expect(parts.map(({ field, fileName, type }) => [field, fileName, type])).toEqual([
      ['comment', undefined, 'text/plain'],
      ['file', 'Übersicht 1.png', 'image/png'],
    ]);
    expect(parts[1]?.bytes).toEqual(picture);
  });

  it('has no parts for other bodies, and for a form that is broken', async () => {
    await fetch(listener.url, { method: 'POST', body: '{}' });
    expect(seen.at(-1)).toMatchObject({ body: '{}', parts: [] });
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    await fetch(listener.url, { method: 'POST', body: 'nothing of the kind', headers });
    expect(seen.at(-1)?.parts).toEqual([]);
  });

  it('answers with bytes', async () => {
    const response = await fetch(listener.url);
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(await bytesOf(response)).toEqual(picture);
  });
});

describe('the file store', () => {
  const file = { name: 'Plan "B".png', type: 'image/png', bytes: picture };

  it('gives a file once to whoever has its signed address', async () => {
    const address = store.sign(file);
    const first = await fetch(address);
    expect(await bytesOf(first)).toEqual(picture);
    expect(first.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''Plan%20%22B%22.png");
    expect((await fetch(address)).status).toBe(403);
    expect((await fetch(address.replace('signature=', 'x='))).status).toBe(403);
  });

  it('refuses every request that brings a key along, and remembers it', async () => {
    const address = store.sign(file);
    for (const response of [
      await fetch(address, { headers: { authorization: 'Basic bm90OnJlYWw=' } }),
      await fetch(`${address}&access_token=not-real`),
      await fetch(`${address}&token=not-real`),
    ]) {
      expect(response.status).toBe(400);
    }
    expect(store.requests.slice(-3).map(({ credentialsSent }) => credentialsSent)).toEqual([true, true, true]);
    expect((await fetch(address)).status).toBe(200);
    expect(store.requests.at(-1)).toMatchObject({ method: 'GET', status: 200, credentialsSent: false });
  });
});
