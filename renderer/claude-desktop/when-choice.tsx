import { Radio, Stack } from '@mantine/core';
import { useRead } from '../api/queries.ts';
import { quitAdvice } from './quit-advice.ts';
import type { When } from './types.ts';

type WhenProps = { readonly value: When; readonly onChange: (when: When) => void };

/** While Claude runs, it may overwrite what is written. */
export function WhenChoice({ value, onChange }: WhenProps) {
  const info = useRead('app.info', {});
  return (
    <Radio.Group
      label="Claude Desktop is running"
      value={value}
      onChange={(chosen) => {
        onChange(chosen === 'now' ? 'now' : 'on-quit');
      }}
    >
      <Stack gap="xs" mt="xs">
        <Radio
          value="on-quit"
          label="Write when Claude quits"
          description={`MCP Keyring notices its end, also after a restart. ${quitAdvice(info.data?.platform)}`}
        />
        <Radio value="now" label="Write now anyway" description="While it runs, Claude may overwrite this change." />
      </Stack>
    </Radio.Group>
  );
}
