import { Group, Stack, Switch, Text } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import { NumberChoice, type NumberRange } from '../ui/number-choice.tsx';

type SettingRowProps = {
  readonly label: string;
  readonly help: ReactNode;
  readonly labelId?: string;
  readonly children: ReactNode;
};

/** What is set at the left, the control at the right. */
function SettingRow({ label, help, labelId, children }: SettingRowProps) {
  return (
    <Group justify="space-between" gap="md" wrap="nowrap" align="center">
      <Stack gap={0} maw={540}>
        <Text fw={600} size="sm" id={labelId}>
          {label}
        </Text>
        <Text size="sm" c="dimmed">
          {help}
        </Text>
      </Stack>
      {children}
    </Group>
  );
}

type NumberSettingProps = {
  readonly label: string;
  readonly help: string;
  readonly value: number;
  readonly usual: readonly number[];
  readonly range: NumberRange;
  readonly text: (value: number) => string;
  readonly onChoose: (value: number) => void;
};

/** A choice of numbers; one that was typed is offered beside the usual ones. */
export function NumberSetting({ label, help, value, usual, range, text, onChoose }: NumberSettingProps) {
  const values = usual.includes(value) ? usual : [value, ...usual];
  return (
    <SettingRow label={label} help={help}>
      <NumberChoice
        label={label}
        w={176}
        options={values.map((each) => ({ value: String(each), label: text(each) }))}
        value={String(value)}
        range={range}
        onChoose={(chosen) => {
          onChoose(Number(chosen));
        }}
      />
    </SettingRow>
  );
}

type SwitchSettingProps = {
  readonly label: string;
  readonly help: string;
  readonly checked: boolean;
  readonly onChoose: (checked: boolean) => void;
};

export function SwitchSetting({ label, help, checked, onChoose }: SwitchSettingProps) {
  const id = useId();
  return (
    <SettingRow label={label} help={help} labelId={id}>
      <Switch
        aria-labelledby={id}
        size="md"
        checked={checked}
        onChange={(event) => {
          onChoose(event.currentTarget.checked);
        }}
      />
    </SettingRow>
  );
}
