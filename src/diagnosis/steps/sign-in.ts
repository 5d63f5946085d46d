import { AppError } from '../../lib/app-error.ts';
import type { Endpoint, ProviderClient } from '../../providers/provider.ts';
import type { Account } from '../../providers/vocabulary.ts';
import { failureOf, good, httpOf, type Looking, type Step } from '../step.ts';
import { onOneLine } from '../wording.ts';

/** One attempt: a system that counts failed logins is not to be provoked. */
export const signInStep: Step = {
  id: 'sign-in',
  title: 'Sign-in',
  needs: ['key', 'system', 'key-kind'],
  async run(looking) {
    const { found } = looking;
    const client = clientAt(looking, endpointOf(looking));
    try {
      const account = await client.whoAmI();
      found.client = client;
      return good(belongsTo(looking, account));
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return afterRefusal(looking, error);
    }
  },
};

const belongsTo = ({ provider }: Looking, { name }: Account): string =>
  `${provider.descriptor.name} knows the key: it belongs to ${onOneLine(name, 80)}.`;

function endpointOf({ subject, found }: Looking): Endpoint {
  const endpoint = subject.endpoint ?? found.identified?.endpoint;
  return endpoint ?? { baseUrl: found.url?.origin ?? subject.address, deployment: 'data-center' };
}

function clientAt(looking: Looking, endpoint: Endpoint): ProviderClient {
  const { subject, provider, found } = looking;
  const { method, account, workspaceId } = subject;
  const credentials = { method, account, secret: found.secret ?? '' };
  return provider.open({ endpoint, credentials, http: httpOf(looking), workspaceId });
}

const isRefusal = (error: unknown): error is AppError =>
  error instanceof AppError && (error.code === 'bad-credentials' || error.code === 'anonymous');

async function afterRefusal(looking: Looking, refusal: AppError) {
  const { subject, found } = looking;
  const reached = await tryGateway(looking);
  if (reached !== undefined) {
    found.client = reached.client;
    // A form that is sent finds the gateway by itself.
    if (subject.kind === 'draft') return good(belongsTo(looking, reached.account));
    throw failureOf(looking, 'wrong-kind-of-key', { misfit: 'needs-gateway' });
  }
  throw found.doubt ?? withExpiry(looking, refusal);
}

/** Tokens with scopes are refused by the site as if they were wrong; the gateway takes them. It locks nobody out. */
async function tryGateway(looking: Looking) {
  const { subject, found } = looking;
  const gateway = found.identified?.gateway;
  const endpoint = endpointOf(looking);
  if (gateway === undefined || endpoint.apiBaseUrl !== undefined || subject.method !== 'api-token') return undefined;
  const client = clientAt(looking, { ...endpoint, apiBaseUrl: gateway });
  const account = await client.whoAmI().catch((error: unknown) => {
    if (error instanceof AppError) return undefined;
    throw error;
  });
  return account === undefined ? undefined : { client, account };
}

/** A key known to have ended needs no guessing. */
function withExpiry(looking: Looking, refusal: AppError): AppError {
  const { subject, parts } = looking;
  const { expiresAt } = subject;
  const today = parts.clock.now().toISOString().slice(0, 10);
  if (expiresAt === undefined || expiresAt >= today) return refusal;
  const code = refusal.code === 'anonymous' ? 'anonymous' : 'bad-credentials';
  return failureOf(looking, code, { expiredOn: expiresAt, link: refusal.link });
}
