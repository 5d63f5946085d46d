import type { Transport } from '../../src/api/client.ts';
import { createLink, type LinkSource } from './link.ts';
import { WebTransport } from './web.ts';

declare global {
  interface Window {
    /** Set by Electron's preload. Without it the page talks to the server it came from. */
    keyring?: Transport;
  }
}

/** The way to the host, whichever shell this window is in. */
export function openTransport(): { transport: Transport; link: LinkSource } {
  const link = createLink();
  if (window.keyring !== undefined) return { transport: window.keyring, link };
  const transport = new WebTransport({
    fetch: window.fetch.bind(window),
    openEvents: (url) => new EventSource(url),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    link,
  });
  return { transport, link };
}
