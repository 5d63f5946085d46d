import { z } from 'zod';
import { connectionFailure } from '../../diagnosis/advice.ts';
import { AppError } from '../../lib/app-error.ts';
import type { ErrorCode } from '../../lib/app-error.ts';
import { createApiClient } from '../http/api-client.ts';
import type { FailedAnswer } from '../http/api-request.ts';
import type { AuthMethodId, Endpoint, Identified, LocateRequest, ProviderParts } from '../provider.ts';
import { locateBase } from '../locate-base.ts';
import { readAddress } from './address.ts';
import { createAnswerReader } from './answers.ts';
import { isFromServer } from './probing.ts';
import type { KeylessSearch, ProductFacts, Search } from './probing.ts';
import { atlassianKeyName, signAtlassian } from './signing.ts';

/** Cloud or Data Center, the context path of a server, and the gateway where the token works only there. */
export async function locateAtlassian(
  parts: ProviderParts,
  facts: ProductFacts,
  request: LocateRequest,
): Promise<Endpoint> {
  const search = { parts, facts, request };
  const { endpoint, gateway } = await identifyAtlassian(parts, facts, request);
  requireMethod(facts, request.credentials.method, endpoint.deployment);
  if (gateway === undefined || (await isAccepted(search, endpoint.baseUrl))) return endpoint;
  return (await isAccepted(search, gateway)) ? { ...endpoint, apiBaseUrl: gateway } : endpoint;
}

/** The same without a key: which door of the cloud takes it stays open. */
export async function identifyAtlassian(
  parts: ProviderParts,
  facts: ProductFacts,
  request: Omit<LocateRequest, 'credentials'>,
): Promise<Identified> {
  const search = { parts, facts, request };
  const typed = readAddress(request.address, facts.product);
  const cloudId = await findCloudId(search, typed.origin);
  if (cloudId === undefined && !typed.isCloudHost) {
    return { endpoint: { baseUrl: await findServer(search, typed.candidates), deployment: 'data-center' } };
  }
  const endpoint: Endpoint = { baseUrl: typed.origin, deployment: 'cloud' };
  if (cloudId === undefined) return { endpoint };
  return { endpoint, gateway: `${parts.atlassianGateway}/ex/${facts.product}/${cloudId}` };
}

const tenantInfo = z.object({ cloudId: z.string().min(1) });

/** Only Atlassian's cloud answers this; it needs no login. */
async function findCloudId(search: KeylessSearch, origin: string): Promise<string | undefined> {
  const { parts, facts, request } = search;
  const { systemName } = facts;
  const client = createApiClient({ parts, baseUrl: origin, signedBy: {}, http: request.http, systemName });
  try {
    return (await client.get('_edge/tenant_info', undefined, tenantInfo, request.signal)).cloudId;
  } catch (error) {
    if (isNoAnswer(error)) throw error;
    return undefined;
  }
}

/** Sends no key: until it is known what answers there, it has no business with one. */
function findServer({ parts, facts, request }: KeylessSearch, candidates: readonly string[]): Promise<string> {
  const { http, signal } = request;
  const { systemName, serverProbe } = facts;
  const isFromSystem = (answer: FailedAnswer): boolean => isFromServer(facts, answer);
  return locateBase(candidates, { parts, http, systemName, signedBy: {}, path: serverProbe, isFromSystem, signal });
}

/**
 * Whether the key gets in here. Scoped tokens are refused by the site as if they were wrong; whatever else may be
 * wrong is told by the test of the connection itself.
 */
async function isAccepted({ parts, facts, request }: Search, baseUrl: string): Promise<boolean> {
  const { credentials, http, signal } = request;
  const { systemName } = facts;
  const reader = createAnswerReader({ systemName, baseUrl, keyName: atlassianKeyName(credentials.method) });
  const signedBy = signAtlassian(credentials);
  const client = createApiClient({ parts, baseUrl, signedBy, http, systemName, classify: reader, examine: reader });
  try {
    await client.request({ path: facts.cloudWhoAmI, signal });
    return true;
  } catch (error) {
    if (isNoAnswer(error)) throw error;
    return !(error instanceof AppError && isNotAccepted.has(error.code));
  }
}

const noAnswer = new Set<ErrorCode>([
  'name-not-resolved',
  'connection-refused',
  'tls-failure',
  'timeout',
  'network-failure',
  'cancelled',
]);

/** Nothing answered at all, so asking something else there would only take longer. */
const isNoAnswer = (error: unknown): boolean => !(error instanceof AppError) || noAnswer.has(error.code);

const isNotAccepted = new Set<ErrorCode>(['bad-credentials', 'anonymous', 'not-found', 'wrong-address']);

function requireMethod(facts: ProductFacts, method: AuthMethodId, found: Endpoint['deployment']): void {
  if ((method === 'api-token') === (found === 'cloud')) return;
  const { systemName } = facts;
  const next =
    found === 'cloud'
      ? `This is ${systemName} Cloud: choose “API token” and enter the e-mail address of your Atlassian account with it.`
      : `This is ${systemName} Data Center: choose “Personal access token” or “User name and password”.`;
  throw connectionFailure('bad-credentials', { systemName, keyName: atlassianKeyName(method), next });
}
