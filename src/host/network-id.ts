import { networkInterfaces } from 'node:os';

/** Another text on another network; empty where there is none but the loopback. */
export function networkId(): string {
  return Object.entries(networkInterfaces())
    .flatMap(([name, addresses = []]) =>
      addresses.filter(({ internal }) => !internal).map(({ address }) => `${name} ${address}`),
    )
    .sort()
    .join(', ');
}
