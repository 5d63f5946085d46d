import { Anchor, Button, DataList, Group, Stack, Switch, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useRead } from '../api/queries.ts';
import { NumberChoice } from '../ui/number-choice.tsx';
import { Fact } from '../ui/fact.tsx';
import { hrefOf } from '../ui/route.ts';
import { formatAgo, formatDay, useNow } from '../ui/time.ts';
import { capitalized } from '../ui/words.ts';
import { placeText } from '../connections/key-place.tsx';
import { providerNames } from '../connections/provider-mark.tsx';
import { ExposureDialog } from './exposure-dialog.tsx';
import { ExpiryDialog } from './expiry-dialog.tsx';
import { endText, everyText, madeAgo, periodRange, usualPeriods } from './key-words.ts';
import type { Key } from './types.ts';
import { useSetExposed, useSetPolicy } from './use-key-actions.ts';

/** Whose word the end of the key is. */
function sourceOf({ credential, provider }: Key): string | undefined {
  if (credential.expiryFrom === 'system') return `as ${providerNames[provider]} says`;
  const said = credential.expiryFrom === 'user' || credential.expiresAt !== undefined;
  return said ? 'as you said' : undefined;
}

function Ends({ item }: { item: Key }) {
  const [asking, ask] = useDisclosure();
  const source = sourceOf(item);
  return (
    <Group gap="sm" justify="space-between" wrap="nowrap">
      <span>
        {endText(item)}
        {source !== undefined && (
          <Text span size="sm" c="dimmed">
            , {source}
          </Text>
        )}
      </span>
      {item.credential.expiryFrom !== 'system' && (
        <Button size="compact-sm" variant="default" style={{ flexShrink: 0 }} onClick={ask.open}>
          {item.expiryUnknown ? 'Say when' : 'Change'}
        </Button>
      )}
      <ExpiryDialog item={item} opened={asking} onClose={ask.close} />
    </Group>
  );
}

function Exposure({ item }: { item: Key }) {
  const [asking, ask] = useDisclosure();
  const setExposed = useSetExposed();
  const { exposed } = item.credential;
  return (
    <Group gap="sm" justify="space-between" wrap="nowrap">
      <span>{exposed === undefined ? 'By nobody we know of' : `Perhaps: ${exposed.where}`}</span>
      {exposed === undefined ? (
        <Button size="compact-sm" variant="default" style={{ flexShrink: 0 }} onClick={ask.open}>
          Say where
        </Button>
      ) : (
        <Button
          size="compact-sm"
          variant="default"
          style={{ flexShrink: 0 }}
          loading={setExposed.isPending}
          onClick={() => {
            setExposed.mutate({ id: item.connectionId, where: null });
          }}
        >
          A mistake
        </Button>
      )}
      <ExposureDialog item={item} opened={asking} onClose={ask.close} />
    </Group>
  );
}

const asInSettings = 'settings';

function Period({ item }: { item: Key }) {
  const setPolicy = useSetPolicy();
  const preferences = useRead('preferences.get', {});
  const { everyDays, automatic } = item.policy;
  const usual = preferences.data === undefined ? '' : ` (${everyText(preferences.data.rotateEveryDays)})`;
  const periods = [...new Set([...usualPeriods, ...(everyDays === undefined ? [] : [everyDays]), 0])];
  return (
    <NumberChoice
      label="Rotate"
      w={276}
      range={periodRange}
      options={[
        { value: asInSettings, label: `As in the settings${usual}` },
        ...periods.map((days) => ({ value: String(days), label: capitalized(everyText(days)) })),
      ]}
      value={everyDays === undefined ? asInSettings : String(everyDays)}
      onChoose={(value) => {
        const chosen = value === asInSettings ? {} : { everyDays: Number(value) };
        setPolicy.mutate({ id: item.connectionId, policy: { ...chosen, automatic } });
      }}
    />
  );
}

function ByItself({ item }: { item: Key }) {
  const setPolicy = useSetPolicy();
  return (
    <Switch
      label="When it is due, without asking"
      description="A new token is made at the system and the old one revoked there."
      checked={item.automatic === 'on'}
      disabled={setPolicy.isPending}
      onChange={(event) => {
        const policy = { ...item.policy, automatic: event.currentTarget.checked };
        setPolicy.mutate({ id: item.connectionId, policy });
      }}
    />
  );
}

/** What is known of a key, and how it is to be rotated. */
export function KeyFacts({ item }: { item: Key }) {
  const now = useNow();
  const secrets = useRead('secrets.status', {});
  const { credential, connectionId, owner, lastUsedAt, lastTestedAt } = item;
  return (
    <DataList withDivider labelWidth={120} gap="sm">
      <Fact label="Key">{credential.hint}</Fact>
      <Fact label="Made">
        {formatDay(credential.createdAt)} · {madeAgo(credential.createdAt, now)}
      </Fact>
      <Fact label="Ends">
        <Ends item={item} />
      </Fact>
      <Fact label="Rotate">
        <Period item={item} />
      </Fact>
      {item.automatic !== 'unsupported' && (
        <Fact label="By itself">
          <ByItself item={item} />
        </Fact>
      )}
      <Fact label="Last used">
        {lastUsedAt === undefined ? 'Not by Claude in the last 90 days' : `By Claude, ${formatAgo(lastUsedAt, now)}`}
      </Fact>
      <Fact label="Last tested">
        {lastTestedAt === undefined ? 'Never' : capitalized(formatAgo(lastTestedAt, now))}
      </Fact>
      <Fact label="Belongs to">
        <Stack gap={0}>
          {owner.name}
          {owner.email !== undefined && (
            <Text size="xs" c="dimmed">
              {owner.email}
            </Text>
          )}
        </Stack>
      </Fact>
      <Fact label="Read by others">
        <Exposure item={item} />
      </Fact>
      <Fact label="Kept in">{placeText(credential.home, secrets.data?.keychainName)}</Fact>
      <Fact label="Connection">
        <Anchor size="sm" href={hrefOf({ screen: 'connections', id: connectionId })}>
          {item.name}
        </Anchor>
      </Fact>
    </DataList>
  );
}
