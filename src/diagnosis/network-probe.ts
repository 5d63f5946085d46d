import type { NetworkWay } from '../providers/provider.ts';

/** How long one look at the network may take. */
export type ProbeLimits = { readonly timeoutMs: number };

export type ProxyInUse = {
  /** Without user name and password: `proxy.example.com:8080`. */
  readonly host: string;
  /** Who named it. */
  readonly from: 'connection' | 'settings' | 'environment';
};

export type SeenCertificate = {
  /** The name people know it by: the common name, else the organisation. */
  readonly subject: string;
  readonly issuer: string;
  readonly isSelfSigned: boolean;
  readonly validFrom: Date;
  readonly validTo: Date;
  /** Host names and addresses it was made for. */
  readonly names: readonly string[];
};

/** What a server showed to prove its identity. */
export type Handshake = {
  /** As sent, the server's own first. */
  readonly chain: readonly SeenCertificate[];
  /** Why it is not trusted, as Node names it (`CERT_HAS_EXPIRED`); absent: it is. */
  readonly errorCode?: string | undefined;
  /** Which file was trusted besides the system's authorities. */
  readonly caFile?: string | undefined;
};

/**
 * Looks at the network the way a connection goes. Nothing here carries a key. Failures are the system's own errors,
 * to be read with network-cause.ts; AppError for a file of authorities that cannot be read.
 */
export interface NetworkProbe {
  /** The proxy that applies to an address; `undefined`: the direct way. */
  proxyFor(url: URL, way: NetworkWay): Promise<ProxyInUse | undefined>;
  /** The addresses of a name. */
  resolve(host: string, limits: ProbeLimits): Promise<readonly string[]>;
  /** Opens and closes a line to the server, or to the proxy where one applies. */
  connect(url: URL, way: NetworkWay, limits: ProbeLimits): Promise<void>;
  /** Asks the proxy to let us through, and answers its status: 200, 407, 403, 502. */
  passProxy(url: URL, way: NetworkWay, limits: ProbeLimits): Promise<number>;
  handshake(url: URL, way: NetworkWay, limits: ProbeLimits): Promise<Handshake>;
  /** What time the server believes it is, trusted certificate or not; `undefined` where it does not say. */
  serverTime(url: URL, way: NetworkWay, limits: ProbeLimits): Promise<Date | undefined>;
}
