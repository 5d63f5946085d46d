import { json, type Answer } from '../server/answer.ts';

export const openProjectError = (
  name: string,
  message: string,
  status: number,
  headers: Record<string, string> = {},
): Answer =>
  json({ _type: 'Error', errorIdentifier: `urn:openproject-org:api:v3:errors:${name}`, message }, status, headers);

export const notFound = (): Answer => openProjectError('NotFound', 'The requested resource could not be found.', 404);

export const invalidQuery = (message: string): Answer => openProjectError('InvalidQuery', message, 400);
