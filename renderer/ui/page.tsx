import { Container, Flex, Group, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useId, type ReactNode } from 'react';

/** Where the focus goes when what had it is gone. */
export function focusHeading(): void {
  document.querySelector<HTMLElement>('main h1')?.focus();
}

type PageProps = {
  readonly title: string;
  readonly summary?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
};

/** One screen. Its heading takes the focus when the screen changes (shell.tsx). */
export function Page({ title, summary, actions, children }: PageProps) {
  useDocumentTitle(`${title} – MCP Keyring`);
  return (
    <Container size={960} px={{ base: 'md', sm: 'xl' }} py={{ base: 'lg', sm: 36 }}>
      <Stack gap="xl">
        <Flex justify="space-between" align="flex-start" gap="md" wrap={{ base: 'wrap', xs: 'nowrap' }}>
          <Stack gap={4} maw={680} miw={0}>
            <Title order={1} tabIndex={-1}>
              {title}
            </Title>
            {summary !== undefined && <Text c="dimmed">{summary}</Text>}
          </Stack>
          {actions !== undefined && (
            <Group gap="sm" wrap="nowrap" style={{ flexShrink: 0 }}>
              {actions}
            </Group>
          )}
        </Flex>
        {children}
      </Stack>
    </Container>
  );
}

type SectionProps = {
  readonly title: string;
  /** By which an address leads here (use-section-in-sight.ts). */
  readonly name?: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
};

/** A titled block of a screen. */
export function Section({ title, name, aside, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} data-section={name}>
      <Stack gap="sm">
        <Group justify="space-between" mih={30}>
          <Title order={2} id={id} tabIndex={name === undefined ? undefined : -1}>
            {title}
          </Title>
          {aside}
        </Group>
        {children}
      </Stack>
    </section>
  );
}
