/** A request as it went out. */
export type Sent = {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: string | Uint8Array | undefined;
};

/** The real fetch; what goes through it is added to `sent`. */
export const recording =
  (sent: Sent[]): typeof fetch =>
  (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const body = typeof init?.body === 'string' || init?.body instanceof Uint8Array ? init.body : undefined;
    sent.push({ method: init?.method ?? 'GET', url, headers: new Headers(init?.headers), body });
    return fetch(input, init);
  };
