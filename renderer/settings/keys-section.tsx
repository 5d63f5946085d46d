import { Card, Skeleton, Stack } from '@mantine/core';
import { problemOf } from '../api/problem.ts';
import { useRead } from '../api/queries.ts';
import { everyText, periodRange, usualPeriods } from '../keys/key-words.ts';
import { Section } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { capitalized, counted } from '../ui/words.ts';
import { NumberSetting, SwitchSetting } from './setting-row.tsx';
import { AnnounceSettings, RemindSetting } from './reminder-settings.tsx';
import { useChoose } from './use-choose.ts';

function RotationSettings() {
  const preferences = useRead('preferences.get', {}).data;
  const choose = useChoose();
  if (preferences === undefined) return null;
  return (
    <>
      <NumberSetting
        label="Rotate keys"
        help="Where its connection says nothing else, a key is due after this time at the latest."
        value={preferences.rotateEveryDays}
        usual={[...usualPeriods, 0]}
        range={periodRange}
        text={(days) => (days === 0 ? 'Never' : capitalized(everyText(days)))}
        onChoose={(rotateEveryDays) => {
          choose({ rotateEveryDays });
        }}
      />
      <NumberSetting
        label="Keep an old key for"
        help="After a rotation you can go back to it with one click for this long."
        value={preferences.graceDays}
        usual={[1, 2, 3, 7, 14, 30]}
        range={{ min: 1, max: 30, unit: 'days' }}
        text={(days) => counted(days, 'day')}
        onChoose={(graceDays) => {
          choose({ graceDays });
        }}
      />
      <NumberSetting
        label="Check connections"
        help="In the background, so that you hear of a key that fails before you need it."
        value={preferences.checkEveryHours}
        usual={[1, 3, 6, 12, 24, 0]}
        range={{ min: 1, max: 168, unit: 'hours' }}
        text={(hours) => (hours === 0 ? 'Off' : hours === 1 ? 'Every hour' : `Every ${hours} hours`)}
        onChoose={(checkEveryHours) => {
          choose({ checkEveryHours });
        }}
      />
    </>
  );
}

/** Desktop only: a browser's host has no tray to start in. */
function StartSetting() {
  const shell = useRead('app.info', {}).data?.shell;
  const startAtLogin = useRead('preferences.get', {}).data?.startAtLogin;
  const choose = useChoose();
  if (shell !== 'desktop' || startAtLogin === undefined) return null;
  return (
    <SwitchSetting
      label="Start when I log in, in the tray"
      help="So that reminders come without a window being open."
      checked={startAtLogin}
      onChoose={(checked) => {
        choose({ startAtLogin: checked });
      }}
    />
  );
}

/** When keys are due, and how the user hears of it. */
export function KeysSection() {
  const preferences = useRead('preferences.get', {});
  const body = () => {
    if (preferences.isError && preferences.data === undefined)
      return <ProblemAlert problem={problemOf(preferences.error)} onRetry={() => void preferences.refetch()} />;
    if (preferences.data === undefined) return <Skeleton height={420} />;
    return (
      <Stack gap="lg">
        <RotationSettings />
        <RemindSetting preferences={preferences.data} />
        <AnnounceSettings preferences={preferences.data} />
        <StartSetting />
      </Stack>
    );
  };
  return (
    <Section name="keys" title="Keys and reminders">
      <Card>{body()}</Card>
    </Section>
  );
}
