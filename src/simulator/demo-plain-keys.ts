import type { Simulator } from './simulator.ts';

/** Made up, but of the form that GitHub publishes. */
const gitHubToken = 'ghp_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8';

/**
 * Files below a home in which keys lie about: one that a connection has already, one that none has yet, and another
 * server's.
 */
export function demoPlainKeys({ sites }: Simulator): Readonly<Record<string, string>> {
  const cloud = sites.jiraCloud.accounts[0];
  const env = { JIRA_URL: sites.jiraCloud.url, JIRA_USERNAME: cloud?.account, JIRA_API_TOKEN: cloud?.secret };
  const spare = sites.openproject.issueKey({ name: 'report script' });
  const servers = {
    jira: { command: 'uvx', args: ['mcp-atlassian'], env },
    github: { command: 'npx', args: ['-y', 'server-github'], env: { GITHUB_TOKEN: gitHubToken } },
  };
  const cursor = `${JSON.stringify({ mcpServers: servers }, undefined, 2)}\n`;
  return {
    '.cursor/mcp.json': cursor,
    '.cursor/mcp.json.bak': cursor,
    '.zshrc': `export PATH="$HOME/bin:$PATH"\nexport OPENPROJECT_URL=${sites.openproject.url}\nexport OPENPROJECT_API_KEY=${spare}\n`,
  };
}
