import { Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconCheck, IconCopy, IconExternalLink, IconPackageExport } from '@tabler/icons-react';
import { useApi } from '../api/api-context.ts';
import { useAction } from '../api/use-action.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { formatAgo, useNow } from '../ui/time.ts';
import type { SecondRoad } from './types.ts';

type Exported = NonNullable<SecondRoad['exported']>;

/** "41 MB", "4 kB" */
const sizeOf = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${Math.round(bytes / 1_000_000)} MB`;

function CopyPath({ path }: { path: string }) {
  return (
    <CopyButton value={path} timeout={2000}>
      {({ copied, copy }) => (
        <Button
          variant="default"
          leftSection={copied ? <IconCheck size={18} /> : <IconCopy size={18} />}
          onClick={copy}
          aria-live="polite"
        >
          {copied ? 'Copied' : 'Copy path'}
        </Button>
      )}
    </CopyButton>
  );
}

function ExportedFile({ exported: { path, bytes, madeAt } }: { exported: Exported }) {
  const now = useNow();
  return (
    <Stack gap={4}>
      <Text size="sm">
        Exported {formatAgo(madeAt, now)}, {sizeOf(bytes)}: <Code className="breakable">{path}</Code>
      </Text>
      <Text size="sm" c="dimmed">
        If Claude does not open with it: in Claude choose Settings, Extensions, Advanced settings, “Install Extension…”,
        and this file.
      </Text>
    </Stack>
  );
}

/** Makes the extension, then hands it to Claude. */
export function ExportExtension({ road }: { road: SecondRoad }) {
  const api = useApi();
  const queries = useQueryClient();
  const make = useAction(async () => {
    await api.call('claude.exportExtension', {});
    await queries.invalidateQueries({ queryKey: ['claude.secondRoad'] });
  });
  const open = useAction(() => api.call('claude.openExtension', {}));
  const problem = make.problem ?? open.problem;
  if (road.refusal !== undefined)
    return (
      <Text size="sm">
        <b>{road.refusal.message}</b> {road.refusal.next}
      </Text>
    );
  const { exported } = road;
  return (
    <Stack gap="md">
      {exported !== undefined && <ExportedFile exported={exported} />}
      {problem !== undefined && <ProblemAlert problem={problem} />}
      <Group gap="sm">
        {exported !== undefined && (
          <Button
            leftSection={<IconExternalLink size={18} />}
            loading={open.pending}
            onClick={() => void open.run(undefined)}
          >
            Open in Claude Desktop
          </Button>
        )}
        <Button
          variant={exported === undefined ? 'filled' : 'default'}
          leftSection={<IconPackageExport size={18} />}
          loading={make.pending}
          onClick={() => {
            open.clear();
            void make.run(undefined);
          }}
        >
          {exported === undefined ? 'Export as extension (.mcpb)' : 'Export again'}
        </Button>
        {exported !== undefined && <CopyPath path={exported.path} />}
      </Group>
    </Stack>
  );
}
