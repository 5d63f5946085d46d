import { AppError } from '../lib/app-error.ts';

/** Calls whose answers are keys, or that change who may log in with what. They belong to the user, not to a conversation. */
const aboutKeys = [
  /^\/rest\/pat\//i,
  /^\/rest\/auth\//i,
  /\/api\/v1\/(authentication|accesstokens?|servicetokens?)\b/i,
  /\/api\/v\d+\/oauth/i,
  /\/(password|websudo|api-?tokens?|access_tokens?)(\/|$)/i,
];

/**
 * A path as call_operation may use it: below the connection's address, with every parameter filled in. AppError
 * `invalid-input` for anything that leads elsewhere, `not-allowed` for what gives out or changes keys.
 */
export function permittedPath(path: string): string {
  const decoded = decodedFully(path);
  if (
    !path.startsWith('/') ||
    path.startsWith('//') ||
    /[\\?#\s\p{Cc}]/u.test(path) ||
    /(^|\/)\.{1,2}(\/|$)/.test(decoded) ||
    decoded.includes('\\')
  )
    throw new AppError(
      'invalid-input',
      'This is not a path of the system’s API.',
      'Give it as find_operation does, beginning with one slash and without a query: query parameters go into query.',
    );
  const open = /\{[^}]*\}/.exec(path)?.[0];
  if (open !== undefined)
    throw new AppError('invalid-input', `The path still has the parameter ${open} in it.`, 'Put its value there.');
  if (aboutKeys.some((pattern) => pattern.test(decoded) || pattern.test(path)))
    throw new AppError(
      'not-allowed',
      'This call is about keys and passwords, and those stay out of conversations.',
      'The user can do this in the system itself or in MCP Keyring.',
    );
  return path;
}

/** Until nothing is encoded any more: servers and proxies decode more than once. */
function decodedFully(path: string): string {
  let current = path;
  for (let round = 0; round < 5; round++) {
    const next = decodeOnce(current);
    if (next === current) return current;
    current = next;
  }
  return current;
}

function decodeOnce(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // A stray percent sign stands for itself.
  }
}

/** POST calls that only read, because their question is too long for an address. */
const readingPosts = [
  /\/search(\/(jql|approximate-count))?$/,
  /\/jql\/(parse|match|sanitize|function\/computation\/search)$/,
  /\/(issue|changelog|comment|worklog)\/(bulkfetch|list)$/,
  /\/users-bulk$/,
  /\/expression\/(analyse|evaluate|eval)$/,
  /\/content\/convert-ids-to-types$/,
  /^\/api\/v3\/.*\/form$/,
  /\/auditlogs$/,
  /\/permissions\/check$/,
  /\/render\/(markdown|plain)$/,
];

/** Whether a call changes nothing. */
export function isReading(method: string, path: string): boolean {
  return method === 'GET' || (method === 'POST' && readingPosts.some((pattern) => pattern.test(path)));
}
