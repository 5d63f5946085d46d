import { dayText } from '../../lib/wording.ts';
import { networkCause, tlsFaultOf } from '../network-cause.ts';
import type { Handshake } from '../network-probe.ts';
import { failureOf, good, limitsOf, looked, skipped, urlOf, warning, type Step } from '../step.ts';
import type { CertificateFacts } from '../failure-facts.ts';
import { duration, onOneLine } from '../wording.ts';

const soonMs = 14 * 86_400_000;

export const tlsStep: Step = {
  id: 'tls',
  title: 'Certificate',
  needs: ['connection'],
  async run(looking) {
    const { subject, parts, found } = looking;
    const url = urlOf(looking);
    if (url.protocol === 'http:') return skipped('None: the address begins with http://.');
    const shaking = parts.probe.handshake(url, subject.options, limitsOf(looking)).catch((error: unknown) => {
      found.tlsFault = networkCause(error).tlsFault ?? 'other';
      throw error;
    });
    const handshake = await looked(looking, shaking);
    const certificate = factsOf(handshake);
    if (handshake.errorCode !== undefined) {
      found.tlsFault = tlsFaultOf(handshake.errorCode);
      throw failureOf(looking, 'tls-failure', { tlsFault: found.tlsFault, certificate });
    }
    if (certificate === undefined) return good('Trusted.');
    const leftMs = certificate.validTo.getTime() - parts.clock.now().getTime();
    const detail = `Valid until ${dayText(certificate.validTo)}, issued by ${onOneLine(certificate.issuer, 100)}.`;
    if (leftMs > soonMs) return good(detail);
    const ending = warning(failureOf(looking, 'tls-failure', { tlsFault: 'expires-soon', certificate }));
    return { ...ending, detail: `${detail} That is in ${duration(leftMs)}.` };
  },
};

function factsOf({ chain, caFile }: Handshake): CertificateFacts | undefined {
  const [own] = chain;
  const top = chain.at(-1);
  if (own === undefined || top === undefined) return undefined;
  const { issuer, names, validFrom, validTo } = own;
  const isAlone = chain.length === 1;
  return { issuer, names, validFrom, validTo, isAlone, authority: top.issuer, hasCaFile: caFile !== undefined };
}
