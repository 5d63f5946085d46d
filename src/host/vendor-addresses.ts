import type { ProviderParts } from '../providers/provider.ts';

export type VendorAddresses = Pick<ProviderParts, 'atlassianGateway' | 'clickUpAddress'>;

const real: VendorAddresses = {
  atlassianGateway: 'https://api.atlassian.com',
  clickUpAddress: 'https://api.clickup.com',
};

/** The addresses that are the same for everybody. Tests name a simulator's; nothing outside this computer is taken. */
export function vendorAddresses(env: Readonly<Record<string, string | undefined>>): VendorAddresses {
  return {
    atlassianGateway: onThisComputer(env['MCP_KEYRING_ATLASSIAN_GATEWAY']) ?? real.atlassianGateway,
    clickUpAddress: onThisComputer(env['MCP_KEYRING_CLICKUP']) ?? real.clickUpAddress,
  };
}

function onThisComputer(address: string | undefined): string | undefined {
  return address !== undefined && /^http:\/\/127\.0\.0\.1:\d+$/.test(address) ? address : undefined;
}
