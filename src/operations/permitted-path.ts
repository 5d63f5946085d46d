import { AppError } from '../lib/app-error.ts';
import type { Endpoint, ProviderId } from '../providers/provider.ts';

/** Calls whose answers are keys, or that change who may log in with what. They belong to the user, not to a conversation. */
const aboutKeys = [
  /^\/rest\/pat\//i,
  /^\/rest\/auth\//i,
  /\/api\/v1\/(authentication|accesstokens?|servicetokens?)\b/i,
  /\/api\/v\d+\/oauth/i,
  /\/(password|websudo|api-?tokens?|access_tokens?|admin-key)(\/|$)/i,
];

/** Where each API lies. One Atlassian site answers for Jira and Confluence, and each connection has its own limits. */
const apis: Readonly<Record<ProviderId | 'confluence-cloud', RegExp>> = {
  jira: /^\/(rest|jira\/forms|builds|deployments|devinfo|featureflags|remotelinks)\//i,
  confluence: /^\/rest\//i,
  'confluence-cloud': /^\/wiki\/(rest|api)\//i,
  openproject: /^\/api\/v3(\/|$)/i,
  clickup: /^\/api\/v\d+\//i,
  targetprocess: /^\/api\/v\d+\//i,
};

/** AppError `not-allowed` for a path that is no part of the system's own API: pages of its site, a neighbouring system. */
export function mustBeOwnApi(provider: ProviderId, deployment: Endpoint['deployment'], path: string): void {
  const api = apis[provider === 'confluence' && deployment === 'cloud' ? 'confluence-cloud' : provider];
  if (api.test(path)) return;
  throw new AppError(
    'not-allowed',
    'This path is no part of the API of this connection’s system.',
    'Use a path as find_operation gives it. Another system of the same site needs a connection of its own.',
  );
}

/**
 * A path as call_operation may use it: below the connection's address, with every parameter filled in. AppError
 * `invalid-input` for anything that leads elsewhere, `not-allowed` for what gives out or changes keys.
 */
export function permittedPath(path: string): string {
  const decoded = decodedFully(path);
  if (
    !path.startsWith('/') ||
    /[\\?#\s]/.test(path) ||
    // Java servers take ";x" off a segment and join "//", so both could hide where a path leads.
    /(^|\/)\.{1,2}(\/|$)|\/\/|[\\;\p{Cc}]/u.test(decoded)
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

/** POST calls that only read, because their question is too long for an address. Whole: a path may end in a name of anything. */
const readingPosts = [
  /^\/rest\/api\/\w+\/search(\/jql|\/approximate-count)?$/,
  /^\/rest\/api\/\w+\/jql\/(parse|match|sanitize|function\/computation\/search)$/,
  /^\/rest\/api\/\w+\/(issue\/bulkfetch|changelog\/bulkfetch|comment\/list|worklog\/list)$/,
  /^\/rest\/api\/\w+\/issue\/[\w-]+\/changelog\/list$/,
  /^\/rest\/api\/\w+\/expression\/(analyse|evaluate|eval)$/,
  /^\/rest\/api\/\w+\/permissions\/check$/,
  /^\/wiki\/api\/v2\/(users-bulk|content\/convert-ids-to-types)$/,
  /^\/api\/v3\/(\w+\/){1,3}form$/,
  /^\/api\/v3\/render\/(markdown|plain)$/,
  /^\/api\/v3\/workspaces\/\w+\/auditlogs$/,
];

/** Whether a call changes nothing. */
export function isReading(method: string, path: string): boolean {
  return method === 'GET' || (method === 'POST' && readingPosts.some((pattern) => pattern.test(path)));
}
