import { Center, EmptyState } from '@mantine/core';
import { IconTerminal2 } from '@tabler/icons-react';

/** The host does not know this window: its one-time address was used elsewhere, or the host was started anew. */
export function SignedOut() {
  return (
    <Center component="main" mih="100vh" p="xl">
      <EmptyState maw={480} size="lg" icon={<IconTerminal2 />} withIndicatorBackground>
        <EmptyState.Title order={1}>Open the address printed in the terminal again</EmptyState.Title>
        <EmptyState.Description>
          MCP Keyring was started anew, or this window was never signed in. The terminal it runs in shows an address
          with a one-time token; opening that address signs this browser in. This page then continues by itself.
        </EmptyState.Description>
      </EmptyState>
    </Center>
  );
}
