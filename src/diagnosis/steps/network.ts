import { isIP } from 'node:net';
import { inWords } from '../../lib/wording.ts';
import {
  failureOf,
  good,
  limitsOf,
  looked,
  skipped,
  urlOf,
  type Looking,
  type Step,
  type StepOutcome,
} from '../step.ts';

export const proxyStep: Step = {
  id: 'proxy',
  title: 'Proxy',
  needs: ['address'],
  async run(looking) {
    const { subject, parts, found } = looking;
    const proxy = await parts.probe.proxyFor(urlOf(looking), subject.options);
    if (proxy === undefined) return good('None: the direct way is taken.');
    found.proxy = proxy;
    return askProxy(looking, `${proxy.host}, named in ${namedIn[proxy.from]}`);
  },
};

const namedIn = { connection: 'the connection', settings: 'the settings', environment: 'the environment' } as const;

/** A 5xx of a tunnel is about the server behind, which is the next steps' question. */
async function askProxy(looking: Looking, description: string): Promise<StepOutcome> {
  const { subject, parts, found } = looking;
  const { proxy } = found;
  const [url, way, limits] = [urlOf(looking), subject.options, limitsOf(looking)];
  await looked(looking, parts.probe.connect(url, way, limits), () => ({ proxy }));
  const status = await looked(looking, parts.probe.passProxy(url, way, limits), () => ({ proxy }));
  const isTunnel = url.protocol === 'https:';
  const refuses = status === 407 || (isTunnel && status >= 300 && status < 500);
  if (refuses) throw failureOf(looking, 'proxy-refused', { proxy, status });
  if (isTunnel && status >= 500) found.proxyStatus = status;
  return good(`${description}: it answers${isTunnel && status >= 500 ? '' : ' and lets us through'}.`);
}

const shownAddresses = 3;

export const nameStep: Step = {
  id: 'name',
  title: 'Name',
  needs: ['address', 'proxy'],
  async run(looking) {
    const { parts, found } = looking;
    const host = urlOf(looking).hostname.replace(/^\[(.+)\]$/, '$1');
    if (found.proxy !== undefined) return skipped('The proxy looks the name up.');
    if (isIP(host) !== 0) return skipped(`${host} is an address already.`);
    const addresses = await looked(looking, parts.probe.resolve(host, limitsOf(looking)));
    const more = addresses.length > shownAddresses ? ' and more' : '';
    return good(
      `${host} is ${more === '' ? inWords(addresses) : addresses.slice(0, shownAddresses).join(', ')}${more}.`,
    );
  },
};

export const connectionStep: Step = {
  id: 'connection',
  title: 'Connection',
  needs: ['address', 'proxy', 'name'],
  async run(looking) {
    const { subject, parts, found } = looking;
    const { proxy, proxyStatus } = found;
    const url = urlOf(looking);
    if (proxyStatus !== undefined) throw failureOf(looking, 'network-failure', { proxy, status: proxyStatus });
    if (proxy !== undefined) return good(`The proxy reaches ${url.host}.`);
    await looked(looking, parts.probe.connect(url, subject.options, limitsOf(looking)));
    return good(`${url.host} answers.`);
  },
};
