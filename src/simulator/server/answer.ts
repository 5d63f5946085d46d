type Body =
  { json: unknown } | { html: string } | { text: string } | { bytes: Uint8Array; type: string } | { nothing: true };

export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body;
};

type Headers = Readonly<Record<string, string>>;

export const json = (body: unknown, status = 200, headers: Headers = {}): Answer => ({
  status,
  headers,
  body: { json: body },
});

export const text = (body: string, status: number, headers: Headers = {}): Answer => ({
  status,
  headers,
  body: { text: body },
});

/** A file as it is, e.g. with `Content-Disposition` among the headers. */
export const bytes = (body: Uint8Array, type: string, status = 200, headers: Headers = {}): Answer => ({
  status,
  headers,
  body: { bytes: body, type },
});

export const html = (title: string, status: number, headers: Headers = {}): Answer => ({
  status,
  headers,
  body: { html: `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n` },
});

export const nothing = (status = 204, headers: Headers = {}): Answer => ({ status, headers, body: { nothing: true } });

/** The answer as bytes on the wire; `jsonType` because OpenProject says `application/hal+json`. */
export function encode(answer: Answer, jsonType: string): { type: string | undefined; payload: string | Uint8Array } {
  const { body } = answer;
  if ('json' in body) return { type: jsonType, payload: JSON.stringify(body.json) };
  if ('html' in body) return { type: 'text/html;charset=UTF-8', payload: body.html };
  if ('text' in body) return { type: 'text/plain;charset=UTF-8', payload: body.text };
  if ('bytes' in body) return { type: body.type, payload: body.bytes };
  return { type: undefined, payload: '' };
}

/** Thrown by handlers to answer early, e.g. with the 400 of a query that does not parse. */
export class Refusal extends Error {
  readonly answer: Answer;

  constructor(answer: Answer) {
    super(`answered with ${answer.status}`);
    this.answer = answer;
  }
}
