import { json, type Answer } from '../server/answer.ts';

const identifier = (name: string): string => `urn:openproject-org:api:v3:errors:${name}`;

export const openProjectError = (
  name: string,
  message: string,
  status: number,
  headers: Record<string, string> = {},
): Answer => json({ _type: 'Error', errorIdentifier: identifier(name), message }, status, headers);

export const notFound = (): Answer => openProjectError('NotFound', 'The requested resource could not be found.', 404);

export const invalidQuery = (message: string): Answer => openProjectError('InvalidQuery', message, 400);

export const missingPermission = (): Answer =>
  openProjectError('MissingPermission', 'You are not authorized to access this resource.', 403);

export const updateConflict = (): Answer =>
  openProjectError(
    'UpdateConflict',
    'Information has been updated by at least one other user in the meantime. Please reload the page.',
    409,
  );

/** What is wrong with one property, as the forms and the refusals say it. */
export type Violation = { readonly attribute: string; readonly message: string; readonly name?: string };

const errorOf = ({ attribute, message, name = 'PropertyConstraintViolation' }: Violation): Record<string, unknown> => ({
  _type: 'Error',
  errorIdentifier: identifier(name),
  message,
  _embedded: { details: { attribute } },
});

export const validationErrors = (violations: readonly Violation[]): Record<string, unknown> =>
  Object.fromEntries(violations.map((violation) => [violation.attribute, errorOf(violation)]));

export function refuseChange(violations: readonly Violation[]): Answer {
  const [first] = violations;
  if (first !== undefined && violations.length === 1) return json(errorOf(first), 422);
  const body = {
    _type: 'Error',
    errorIdentifier: identifier('MultipleErrors'),
    message: 'Multiple field constraints have been violated.',
    _embedded: { errors: violations.map(errorOf) },
  };
  return json(body, 422);
}
