import { Alert, Button, Drawer, EmptyState, Group, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconHistory, IconKey, IconStethoscope, IconZoomQuestion } from '@tabler/icons-react';
import { useState } from 'react';
import { useRead } from '../api/queries.ts';
import { ProviderMark } from '../connections/provider-mark.tsx';
import { RotationHistory } from '../rotation/rotation-history.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { goTo } from '../ui/route.ts';
import { formatDay, formatMoment, useNow } from '../ui/time.ts';
import { capitalized } from '../ui/words.ts';
import { KeyFacts } from './key-facts.tsx';
import { dueText, plainUnlessUrgent, urgencyOf } from './key-words.ts';
import type { Key } from './types.ts';
import { useEscapeOnTop } from '../ui/dialog-open.ts';

/** Why it is due on that day. */
function reasonOf({ due, everyDays, expiryUnknown }: Key, isOver: boolean): string {
  if (due === undefined)
    return expiryUnknown ? 'Say when it ends, and you will be reminded.' : 'It works until someone revokes it.';
  if (due.because === 'exposure') return 'It was found in plain text; whoever read it there may use it.';
  if (due.because === 'expiry') return `The system ${isOver ? 'ended' : 'ends'} it on ${formatDay(due.on)}.`;
  const period = everyDays === 1 ? 'a day' : `${everyDays} days`;
  return `It ${isOver ? 'was' : 'is'} to be replaced after ${period}: on ${formatDay(due.on)}.`;
}

function Due({ item }: { item: Key }) {
  const now = useNow();
  const urgency = urgencyOf(item, now);
  return (
    <Stack gap={2}>
      <Text size="lg" fw={600} c={plainUnlessUrgent(urgency)}>
        {capitalized(dueText(item, now))}
      </Text>
      <Text size="sm" c="dimmed">
        {reasonOf(item, urgency === 'overdue')}
      </Text>
    </Stack>
  );
}

function RotationState({ item }: { item: Key }) {
  const { rotation } = item;
  if (rotation === undefined) return null;
  const [color, icon, title, text] = rotation.interrupted
    ? ([
        'yellow',
        <IconAlertTriangle key="icon" />,
        'The rotation was interrupted',
        'Nothing is lost. Go on with it, or take it back.',
      ] as const)
    : ([
        'harbour',
        <IconHistory key="icon" />,
        rotation.graceUntil === undefined
          ? 'A rotation is under way'
          : `The old key is kept until ${formatMoment(rotation.graceUntil)}`,
        rotation.graceUntil === undefined
          ? 'The key is being replaced.'
          : 'Until then you can go back to it with one click.',
      ] as const);
  return (
    <Alert color={color} variant="light" icon={icon} title={title}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{text}</Text>
        <Button size="xs" variant="default" onClick={openAction(item, 'rotate')}>
          {rotation.interrupted ? 'Go on' : 'Show the rotation'}
        </Button>
      </Stack>
    </Alert>
  );
}

const openAction = (item: Key, action: 'rotate' | 'diagnose') => () => {
  goTo({ screen: 'keys', id: item.connectionId, action });
};

function Warnings({ item }: { item: Key }) {
  const { failing, credential } = item;
  return (
    <>
      {failing !== undefined && (
        <ProblemAlert problem={failing.problem}>
          <Text size="xs" c="dimmed">
            {failing.times === 1 ? 'Refused once, on' : `Refused ${failing.times} times since`}{' '}
            {formatMoment(failing.since)}
          </Text>
        </ProblemAlert>
      )}
      {credential.exposed !== undefined && (
        <Alert color="red" variant="light" icon={<IconAlertTriangle />} title="This key was found in plain text">
          <Text size="sm" className="breakable">
            In {credential.exposed.where}, on {formatDay(credential.exposed.at)}. Rotate it, and delete it there.
          </Text>
        </Alert>
      )}
    </>
  );
}

function Details({ item }: { item: Key }) {
  return (
    <Stack gap="xl">
      <Stack gap="md">
        <Due item={item} />
        <Warnings item={item} />
        <RotationState item={item} />
        <Group gap="xs">
          {item.rotation === undefined && (
            <Button px="sm" leftSection={<IconKey size={18} />} onClick={openAction(item, 'rotate')}>
              Rotate key
            </Button>
          )}
          <Button
            px="sm"
            variant="default"
            leftSection={<IconStethoscope size={18} />}
            onClick={openAction(item, 'diagnose')}
          >
            Why doesn’t it work?
          </Button>
        </Group>
      </Stack>
      <KeyFacts item={item} />
      <Stack gap="sm">
        <Title order={3}>Earlier rotations</Title>
        <RotationHistory connectionId={item.connectionId} />
      </Stack>
    </Stack>
  );
}

/** One key in full, beside the list. */
export function KeyDrawer({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const escape = useEscapeOnTop();
  const keys = useRead('keys.list', {});
  // While the drawer slides away it still shows what it showed.
  const [shownId, setShownId] = useState(id);
  if (id !== undefined && id !== shownId) setShownId(id);
  const item = keys.data?.find(({ connectionId }) => connectionId === shownId);
  return (
    <Drawer
      opened={id !== undefined && keys.data !== undefined}
      {...escape}
      onClose={onClose}
      position="right"
      size={540}
      title={
        item !== undefined && (
          <Group gap="sm" wrap="nowrap">
            <ProviderMark provider={item.provider} size={32} />
            <Text span fw={650} size="lg" className="breakable">
              Key of {item.name}
            </Text>
          </Group>
        )
      }
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {item === undefined ? (
        <EmptyState
          icon={<IconZoomQuestion />}
          title="This key is not there"
          description="Its connection may have been removed. The list shows the ones there are."
        />
      ) : (
        <Details item={item} />
      )}
    </Drawer>
  );
}
