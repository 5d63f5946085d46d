import type { DetailedPeerCertificate, PeerCertificate } from 'node:tls';
import type { SeenCertificate } from '../diagnosis/network-probe.ts';

/** The server's certificate and those above it, as far as they were sent or are known here. */
export function chainOf(leaf: Partial<DetailedPeerCertificate>): readonly SeenCertificate[] {
  const chain: SeenCertificate[] = [];
  const seen = new Set<string | undefined>();
  let next: Partial<DetailedPeerCertificate> | undefined = leaf;
  // An authority's own certificate is its own issuer.
  while (next?.subject !== undefined && !seen.has(next.fingerprint256)) {
    seen.add(next.fingerprint256);
    chain.push(described(next as PeerCertificate));
    next = next.issuerCertificate;
  }
  return chain;
}

function described({ subject, issuer, valid_from, valid_to, subjectaltname }: PeerCertificate): SeenCertificate {
  return {
    subject: nameIn(subject),
    issuer: nameIn(issuer),
    isSelfSigned: JSON.stringify(subject) === JSON.stringify(issuer),
    validFrom: new Date(valid_from),
    validTo: new Date(valid_to),
    names: (subjectaltname ?? '').split(', ').flatMap((entry) => /^(?:DNS|IP Address):(.+)$/.exec(entry)?.[1] ?? []),
  };
}

type Name = Readonly<Record<string, string | readonly string[] | undefined>>;

function nameIn(name: PeerCertificate['subject']): string {
  const { CN, O, OU } = name as unknown as Name;
  const [first] = [CN ?? O ?? OU ?? 'without a name'].flat();
  return first ?? 'without a name';
}
