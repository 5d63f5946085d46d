import { clickUpPro, clickUpServer } from './clickup.ts';
import { mcpAtlassianConfluence, mcpAtlassianJira } from './mcp-atlassian.ts';
import { openProjectAndy, openProjectOfficial, openProjectServer } from './openproject.ts';
import type { Peer } from './peer.ts';
import { pmMcpServer } from './pm-mcp-server.ts';
import { apptioServer, contextflowServer, targetprocessServer } from './targetprocess.ts';

export const peers: readonly Peer[] = [
  mcpAtlassianJira,
  mcpAtlassianConfluence,
  clickUpServer,
  clickUpPro,
  openProjectServer,
  openProjectOfficial,
  openProjectAndy,
  apptioServer,
  targetprocessServer,
  contextflowServer,
  pmMcpServer,
];
