import { describe, expect, it, vi } from 'vitest';
import { createLink } from '../../../renderer/transport/link.ts';
import { WebTransport, type EventStream } from '../../../renderer/transport/web.ts';

type Answer = Response | 'nobody';

/** A server that answers what it is told to, and the event streams that were opened to it. */
function fakeServer(...answers: Answer[]) {
  const requests: { url: string; init: RequestInit }[] = [];
  const streams: (EventStream & { closed: boolean })[] = [];
  const link = createLink();
  const states: string[] = [];
  link.subscribe(() => states.push(link.current()));
  const transport = new WebTransport({
    fetch: (url, init) => {
      requests.push({ url: url instanceof Request ? url.url : String(url), init: init ?? {} });
      const answer = answers.length > 1 ? answers.shift()! : answers[0]!;
      return answer === 'nobody' ? Promise.reject(new TypeError('refused')) : Promise.resolve(answer.clone());
    },
    openEvents: () => {
      const stream = {
        onopen: null,
        onmessage: null,
        onerror: null,
        closed: false,
        close: () => void (stream.closed = true),
      };
      streams.push(stream);
      return stream;
    },
    wait: () => Promise.resolve(),
    link,
  });
  return { transport, link, states, requests, streams };
}

const fine = new Response(JSON.stringify({ ok: true, output: [] }));
const unknown = new Response('', { status: 401 });

describe('calls over HTTP', () => {
  it('go to the page’s own server with the header that no other page can set', async () => {
    const { transport, requests } = fakeServer(fine);
    expect(await transport.send({ name: 'connections.list', input: {} })).toEqual({ ok: true, output: [] });
    expect(requests[0]!.url).toBe('/api/call');
    expect(new Headers(requests[0]!.init.headers).get('x-mcp-keyring')).toBe('1');
    expect(requests[0]!.init).toMatchObject({ method: 'POST', credentials: 'same-origin' });
  });

  it('answer that nobody is there, and listen again once somebody is', async () => {
    const { transport, states, streams } = fakeServer('nobody', 'nobody', fine);
    expect(await transport.send({ name: 'connections.list', input: {} })).toMatchObject({
      ok: false,
      error: { code: 'not-running' },
    });
    await vi.waitFor(() => {
      expect(streams).toHaveLength(2);
    });
    expect(streams[0]!.closed).toBe(true);
    streams[1]!.onopen?.(new Event('open'));
    expect(states).toEqual(['down', 'up']);
  });

  it('say that this window is signed out, and go on by themselves when it is signed in again', async () => {
    const { transport, link, states, streams } = fakeServer(unknown, unknown, fine);
    await transport.send({ name: 'connections.list', input: {} });
    await vi.waitFor(() => {
      expect(streams).toHaveLength(2);
    });
    streams[1]!.onopen?.(new Event('open'));
    expect(states).toEqual(['signed-out', 'up']);
    expect(link.current()).toBe('up');
  });
});

describe('events over HTTP', () => {
  it('reach every listener until it stops listening', () => {
    const { transport, streams } = fakeServer(fine);
    const heard: string[] = [];
    const stop = transport.subscribe(({ event }) => heard.push(event));
    const say = (event: string) =>
      streams[0]!.onmessage?.(new MessageEvent('message', { data: JSON.stringify({ event, payload: {} }) }));
    say('connections.changed');
    stop();
    say('secrets.changed');
    expect(heard).toEqual(['connections.changed']);
  });

  it('open anew after they broke off', async () => {
    const { streams } = fakeServer(fine);
    streams[0]!.onerror?.(new Event('error'));
    await vi.waitFor(() => {
      expect(streams).toHaveLength(2);
    });
    expect(streams[0]!.closed).toBe(true);
  });
});
