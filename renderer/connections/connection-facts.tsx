import { Anchor, DataList, Text } from '@mantine/core';
import { useRead } from '../api/queries.ts';
import { dueText, endText, madeAgo, plainUnlessUrgent, urgencyOf } from '../keys/key-words.ts';
import { Fact } from '../ui/fact.tsx';
import { ExternalLink } from '../ui/problem-alert.tsx';
import { hrefOf } from '../ui/route.ts';
import { formatAgo, formatDay, useNow } from '../ui/time.ts';
import { capitalized } from '../ui/words.ts';
import { summaryOf } from './access-words.ts';
import { methodOf } from './add-form-values.ts';
import { shortAddress, tokenPageOf } from './addresses.ts';
import { systemName } from './draft-result.tsx';
import { placeText } from './key-place.tsx';
import { providerNames } from './provider-mark.tsx';
import type { Connection, Provider } from './types.ts';

/** When it was made, ends and is to be replaced. */
function KeyDates({ connection }: { connection: Connection }) {
  const keys = useRead('keys.list', {});
  const now = useNow();
  const key = keys.data?.find(({ connectionId }) => connectionId === connection.id);
  return (
    <>
      <Fact label="Made">
        {formatDay(connection.credential.createdAt)} · {madeAgo(connection.credential.createdAt, now)}
      </Fact>
      {key !== undefined && (
        <>
          <Fact label="Ends">{endText(key)}</Fact>
          <Fact label="Due">
            <Text span size="sm" c={plainUnlessUrgent(urgencyOf(key, now))}>
              {key.due === undefined
                ? 'Not to be rotated'
                : `${capitalized(dueText(key, now))}, ${formatDay(key.due.on)}`}
            </Text>
          </Fact>
          <Fact label="Last used">
            {key.lastUsedAt === undefined
              ? 'Not by Claude in the last 90 days'
              : `By Claude, ${formatAgo(key.lastUsedAt, now)}`}
          </Fact>
        </>
      )}
    </>
  );
}

function KeyFact({ connection, provider }: { connection: Connection; provider: Provider | undefined }) {
  const { id, credential, endpoint, auth } = connection;
  const method = provider === undefined ? undefined : methodOf(provider, auth.method);
  const tokenPage = method === undefined ? undefined : tokenPageOf(method, endpoint.baseUrl);
  return (
    <Fact label="Key">
      {credential.hint} · {method?.label ?? auth.method}
      <div>
        <Anchor size="sm" href={hrefOf({ screen: 'keys', id })}>
          All about this key
        </Anchor>
      </div>
      {tokenPage !== undefined && (
        <div>
          <ExternalLink href={tokenPage}>Where this key is made</ExternalLink>
        </div>
      )}
    </Fact>
  );
}

/** What is known of a connection and its key. */
export function ConnectionFacts({ connection, provider }: { connection: Connection; provider: Provider | undefined }) {
  const { credential, endpoint, auth } = connection;
  const secrets = useRead('secrets.status', {});
  const accountLabel = provider === undefined ? undefined : methodOf(provider, auth.method).accountLabel;
  return (
    <DataList withDivider labelWidth={110} gap="sm">
      <Fact label="System">
        {provider === undefined ? providerNames[connection.provider] : systemName(provider, endpoint.deployment)}
      </Fact>
      <Fact label="Address">
        <ExternalLink href={endpoint.baseUrl}>{shortAddress(endpoint.baseUrl)}</ExternalLink>
      </Fact>
      <Fact label="Account">{connection.owner.name}</Fact>
      {'account' in auth && <Fact label={accountLabel ?? 'Signs in as'}>{auth.account}</Fact>}
      {connection.workspaceId !== undefined && <Fact label="Workspace">{connection.workspaceId}</Fact>}
      <Fact label="Claude may">{summaryOf(connection.policy)}</Fact>
      <KeyFact connection={connection} provider={provider} />
      <KeyDates connection={connection} />
      <Fact label="Kept in">{placeText(credential.home, secrets.data?.keychainName)}</Fact>
    </DataList>
  );
}
