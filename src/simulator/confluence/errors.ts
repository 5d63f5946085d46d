import { json, type Answer } from '../server/answer.ts';

/** REST v1. */
export const wikiError = (message: string, status: number, reason: string, authorized = true): Answer =>
  json(
    { statusCode: status, data: { authorized, valid: status !== 400, errors: [], successful: false }, message, reason },
    status,
  );

const codes: Readonly<Record<number, string>> = {
  400: 'INVALID_REQUEST_PARAMETER',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
};

/** REST v2. */
export const wikiErrorV2 = (title: string, status: number): Answer =>
  json({ errors: [{ status, code: codes[status] ?? 'ERROR', title, detail: null }] }, status);
