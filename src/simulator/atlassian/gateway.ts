import { json } from '../server/answer.ts';
import type { Handle } from '../server/listener.ts';
import type { RecordedRequest, RunningSite } from '../server/site.ts';

type GatewayParts = {
  readonly url: string;
  readonly cloudId: string;
  readonly sites: { readonly jira: RunningSite; readonly confluence: RunningSite };
};

/** `/ex/{product}/{cloudId}` in front of the site's own paths; an unknown site gets the gateway's own 404. */
export function createGateway({ url, cloudId, sites }: GatewayParts): { handle: Handle; requests: RecordedRequest[] } {
  const requests: RecordedRequest[] = [];
  const handle: Handle = (request) => {
    const [, prefix = '', product, id, path = ''] =
      /^(\/ex\/(jira|confluence)\/([^/]+))(\/.*)?$/.exec(request.path) ?? [];
    if (id !== cloudId) {
      const credentialsSent = request.headers.authorization !== undefined;
      requests.push({
        method: request.method,
        path: request.path,
        query: {},
        status: 404,
        authenticated: false,
        credentialsSent,
      });
      const body = { timestamp: new Date().toISOString(), status: 404, error: 'Not Found', path: request.path };
      return { answer: json(body, 404), jsonType: 'application/json', delayMs: 0 };
    }
    const site = product === 'jira' ? sites.jira : sites.confluence;
    const delayMs = site.delayMs;
    const answer = site.handle({ ...request, path }, request.path, { base: `${url}${prefix}`, gateway: true });
    return { answer, jsonType: site.system.jsonType, delayMs };
  };
  return { handle, requests };
}
