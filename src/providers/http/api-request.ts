export type ApiQuery = Readonly<Record<string, string | number | boolean | undefined | readonly string[]>>;

export type ApiRequest = {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Relative to the base address (with or without a leading slash), or an absolute URL on the same host. */
  readonly path: string;
  /** Added to what `path` brings along; an array repeats the parameter, `undefined` leaves it out. */
  readonly query?: ApiQuery | undefined;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as multipart/form-data, in place of `body`. */
  readonly form?: FormData | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly signal?: AbortSignal | undefined;
};

export type ApiResponse = {
  readonly status: number;
  readonly headers: Headers;
  /** `undefined` for an empty body. */
  readonly json: unknown;
  /** Secret query parameters are removed. */
  readonly url: string;
};

/** What proves who is asking. Query parameters here are secret: never logged, never in a message. */
export type SignedBy = {
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly query?: Readonly<Record<string, string>> | undefined;
};

/** An answer as a system's own reader sees it. `url` has no secret query parameters. */
export type FailedAnswer = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: unknown;
  readonly url: string;
};
