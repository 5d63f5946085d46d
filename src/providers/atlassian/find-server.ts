import { connectionFailure } from '../../diagnosis/advice.ts';
import { AppError } from '../../lib/app-error.ts';
import type { ErrorCode } from '../../lib/app-error.ts';
import type { FailedAnswer } from '../http/api-client.ts';
import { isNoAnswer, unsignedClient } from './probing.ts';
import type { Search } from './probing.ts';

/** The first candidate at which a Data Center server answers. */
export async function findServer(search: Search, candidates: readonly string[]): Promise<string> {
  let mostTelling: AppError | undefined;
  for (const candidate of candidates) {
    const probed = await probe(search, candidate);
    if (probed.baseUrl !== undefined) return probed.baseUrl;
    mostTelling ??= probed.obstacle;
  }
  if (mostTelling !== undefined) throw mostTelling;
  const { systemName } = search.facts;
  throw connectionFailure('wrong-address', { systemName, host: new URL(candidates[0] ?? '').host });
}

type Probed = { readonly baseUrl?: string | undefined; readonly obstacle?: AppError | undefined };

async function probe(search: Search, candidate: string): Promise<Probed> {
  const { serverProbe, serverProbeAnswer } = search.facts;
  let refusal: FailedAnswer | undefined;
  const client = unsignedClient(search, candidate, (answer) => {
    refusal = answer;
    return undefined;
  });
  try {
    const { json, url } = await client.request({ path: serverProbe, signal: search.request.signal });
    const isIt = serverProbeAnswer.safeParse(json).success;
    return isIt ? { baseUrl: withoutProbe(url, serverProbe) ?? candidate } : {};
  } catch (error) {
    if (isNoAnswer(error) || !(error instanceof AppError)) throw error;
    // A server that lets nobody look without a login still says whose it is.
    if (refusal !== undefined && isAtlassianRefusal(refusal)) return { baseUrl: candidate };
    return obstacles.has(error.code) ? { obstacle: error } : {};
  }
}

/** After a redirect (http to https, or into the context path) the base is where the answer came from. */
function withoutProbe(url: string, serverProbe: string): string | undefined {
  const clean = url.replace(/\?.*$/, '');
  return clean.endsWith(`/${serverProbe}`) ? clean.slice(0, -serverProbe.length - 1) : undefined;
}

const signs = ['x-ausername', 'x-seraph-loginreason', 'x-confluence-request-time', 'x-asessionid', 'x-arequestid'];

function isAtlassianRefusal({ status, headers }: FailedAnswer): boolean {
  return (status === 401 || status === 403) && signs.some((sign) => headers.has(sign));
}

/** What explains better than "not found" why no server was found. */
const obstacles = new Set<ErrorCode>(['login-page', 'server-error', 'rate-limited', 'forbidden', 'bad-credentials']);
