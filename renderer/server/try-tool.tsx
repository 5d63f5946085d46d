import { Accordion, Badge, Button, Code, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useApi } from '../api/api-context.ts';
import { problemOf } from '../api/problem.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { formatDuration } from '../ui/time.ts';
import { ParameterField } from './parameter-field.tsx';
import { gatherArguments, parametersOf, type FieldValues } from './tool-parameters.ts';
import type { Tool, ToolAnswer } from './types.ts';

const answerHeight = 300;

function Answer({ answer }: { answer: ToolAnswer }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' });
  }, [answer]);
  return (
    <Stack gap="sm" role="status" aria-label="Answer" ref={box}>
      <Group gap="sm">
        <Badge variant="light" color={answer.isError ? 'red' : 'green'}>
          {answer.isError ? 'The tool reports a problem' : 'Answered'}
        </Badge>
        <Text size="sm" c="dimmed">
          after {formatDuration(answer.durationMs)}
        </Text>
      </Group>
      <Code
        block
        mah={answerHeight}
        tabIndex={0}
        aria-label="Text of the answer"
        style={{ overflow: 'auto', whiteSpace: 'pre-wrap' }}
      >
        {answer.text}
      </Code>
      {answer.structured !== undefined && (
        <Accordion variant="contained" chevronPosition="left">
          <Accordion.Item value="structured">
            <Accordion.Control>The same as structured data</Accordion.Control>
            <Accordion.Panel>
              <Code block mah={answerHeight} tabIndex={0} aria-label="Structured data" style={{ overflow: 'auto' }}>
                {JSON.stringify(answer.structured, undefined, 2)}
              </Code>
            </Accordion.Panel>
          </Accordion.Item>
        </Accordion>
      )}
    </Stack>
  );
}

function useToolCall(tool: Tool) {
  const api = useApi();
  const [fields, setFields] = useState<FieldValues>({});
  const [errors, setErrors] = useState<Record<string, string>>({});
  const parameters = parametersOf(tool);
  const call = useMutation({
    mutationFn: (values: Record<string, unknown>) =>
      api.call('server.callTool', { name: tool.name, arguments: values }),
    meta: { shownInPlace: true },
  });
  const submit = () => {
    const gathered = gatherArguments(parameters, fields);
    setErrors(gathered.ok ? {} : gathered.errors);
    if (gathered.ok) call.mutate(gathered.values);
  };
  return { parameters, fields, setFields, errors, call, submit };
}

function TryToolForm({ tool }: { tool: Tool }) {
  const { parameters, fields, setFields, errors, call, submit } = useToolCall(tool);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="lg">
        {tool.description !== undefined && <Text c="dimmed">{tool.description}</Text>}
        {parameters.map((parameter) => (
          <ParameterField
            key={parameter.name}
            parameter={parameter}
            value={fields[parameter.name]}
            error={errors[parameter.name]}
            onChange={(value) => {
              setFields((before) => ({ ...before, [parameter.name]: value }));
            }}
          />
        ))}
        {call.isError && <ProblemAlert problem={problemOf(call.error)} />}
        {call.data !== undefined && <Answer answer={call.data} />}
        <Group justify="flex-end" className="dialog-footer">
          <Button
            type="submit"
            leftSection={<IconPlayerPlay size={18} />}
            loading={call.isPending}
            data-autofocus={parameters.length === 0 ? true : undefined}
          >
            Call the tool
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Calls a tool just as Claude would, through the same server. */
export function TryToolDialog({ tool, onClose }: { tool: Tool | undefined; onClose: () => void }) {
  return (
    <Modal
      opened={tool !== undefined}
      onClose={onClose}
      size={680}
      title={`Try “${tool?.title ?? tool?.name ?? ''}”`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {tool !== undefined && <TryToolForm tool={tool} />}
    </Modal>
  );
}
