import { randomUUID } from 'node:crypto';
import { json, type Answer } from '../server/answer.ts';

/** What the service cannot read or does not accept; answered with `status`. */
export class BadRequest extends Error {
  readonly status: number;

  constructor(message: string, status = 400) {
    super(message);
    this.status = status;
  }
}

const words: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  429: 'TooManyRequests',
};

export const targetprocessError = (message: string, status: number, headers: Record<string, string> = {}): Answer =>
  json(
    {
      Status: words[status] ?? 'InternalServerError',
      Message: message,
      Type: 'Presentational',
      Details: { Items: [{ Type: 'Simple', Message: { Token: message, Data: {}, Value: message } }] },
      ErrorId: randomUUID(),
    },
    status,
    headers,
  );

export function entityNotFound(entityKind: string, id: string): Answer {
  const token = '{entityKind} with Id {id} not found or access is forbidden.';
  const message = token.replace('{entityKind}', entityKind).replace('{id}', id);
  const items = [{ Type: 'Simple', Message: { Token: token, Data: { entityKind, id }, Value: message } }];
  const rest = { Type: 'Presentational', Details: { Items: items }, ErrorId: randomUUID() };
  return json({ Status: 'NotFound', Message: message, ...rest }, 404);
}
