const atlassianGateway = 'https://api.atlassian.com';

/** Atlassian's gateway, or a simulator's in demo mode and tests: nothing outside this computer can take its place. */
export function gatewayFrom(env: Readonly<Record<string, string | undefined>>): string {
  const override = env['MCP_KEYRING_ATLASSIAN_GATEWAY'];
  return override !== undefined && /^http:\/\/127\.0\.0\.1:\d+$/.test(override) ? override : atlassianGateway;
}
