import { Button, Chip, Group, Stack, Text, TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import type { CallOutput } from '../../src/api/contract.ts';
import { useRead } from '../api/queries.ts';
import { browserNotifications } from '../reminders/browser-notifications.ts';
import { counted } from '../ui/words.ts';
import { SwitchSetting } from './setting-row.tsx';
import { useChoose } from './use-choose.ts';

type Preferences = CallOutput<'preferences.get'>;
type WithPreferences = { readonly preferences: Preferences };

const usualDays: readonly number[] = [30, 14, 7, 3, 1, 0];

const daysText = (days: number): string => (days === 0 ? 'On the day' : counted(days, 'day'));

/** How long before it is due one is reminded: several times. */
export function RemindSetting({ preferences }: WithPreferences) {
  const choose = useChoose();
  const id = useId();
  const chosen = preferences.remindDaysBefore;
  const offered = [...new Set([...usualDays, ...chosen])].toSorted((one, other) => other - one);
  return (
    <Stack gap={8}>
      <Stack gap={0}>
        <Text fw={600} size="sm" id={id}>
          Remind me before a key is due
        </Text>
        <Text size="sm" c="dimmed">
          {chosen.length === 0 ? 'Not at all; the list of keys still shows it.' : 'Once each.'}
        </Text>
      </Stack>
      <Group gap={8} role="group" aria-labelledby={id}>
        <Chip.Group
          multiple
          value={chosen.map(String)}
          onChange={(values) => {
            choose({ remindDaysBefore: values.map(Number).toSorted((one, other) => other - one) });
          }}
        >
          {offered.map((days) => (
            <Chip key={days} value={String(days)} variant="light">
              {daysText(days)}
            </Chip>
          ))}
        </Chip.Group>
      </Group>
    </Stack>
  );
}

const usualNight = { from: '20:00', to: '08:00' };

type TimeProps = { readonly label: string; readonly value: string; readonly onChoose: (value: string) => void };

/** Saved when it is left: while it is typed it is no time yet. */
function TimeField({ label, value, onChoose }: TimeProps) {
  const [typed, setTyped] = useState<string>();
  return (
    <TextInput
      type="time"
      label={label}
      w={130}
      value={typed ?? value}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
      }}
      onBlur={() => {
        if (typed !== undefined && typed !== '' && typed !== value) onChoose(typed);
        setTyped(undefined);
      }}
    />
  );
}

function QuietHours({ preferences }: WithPreferences) {
  const choose = useChoose();
  const quiet = preferences.quietHours;
  return (
    <Stack gap="sm">
      <SwitchSetting
        label="Quiet hours"
        help="Nothing is announced in between; it is made up for afterwards."
        checked={quiet !== undefined}
        onChoose={(on) => {
          choose({ quietHours: on ? usualNight : null });
        }}
      />
      {quiet !== undefined && (
        <Group gap="md">
          <TimeField
            label="From"
            value={quiet.from}
            onChoose={(from) => {
              choose({ quietHours: { ...quiet, from } });
            }}
          />
          <TimeField
            label="To"
            value={quiet.to}
            onChoose={(to) => {
              choose({ quietHours: { ...quiet, to } });
            }}
          />
        </Group>
      )}
    </Stack>
  );
}

/** In the browser: whether it lets this page announce anything. */
function BrowserPermit() {
  const shell = useRead('app.info', {}).data?.shell;
  const [permit, setPermit] = useState(() => browserNotifications.permit());
  if (shell !== 'web' || permit === 'granted' || permit === 'unsupported') return null;
  if (permit === 'denied')
    return (
      <Text size="sm" c="dimmed">
        Your browser does not let this page show notifications; you can change that in its settings for this page.
      </Text>
    );
  return (
    <Group gap="md">
      <Button
        size="xs"
        variant="default"
        onClick={() => {
          void browserNotifications.ask().then(setPermit);
        }}
      >
        Allow notifications in this browser
      </Button>
    </Group>
  );
}

/** Whether and when the user is told outside of the window. */
export function AnnounceSettings({ preferences }: WithPreferences) {
  const choose = useChoose();
  return (
    <>
      <Stack gap="sm">
        <SwitchSetting
          label="Notifications"
          help="Reminders appear beside your other programs too, not only in this window."
          checked={preferences.notifications}
          onChoose={(notifications) => {
            choose({ notifications });
          }}
        />
        {preferences.notifications && <BrowserPermit />}
      </Stack>
      {preferences.notifications && <QuietHours preferences={preferences} />}
    </>
  );
}
