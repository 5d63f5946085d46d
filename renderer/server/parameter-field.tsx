import { JsonInput, MultiSelect, NumberInput, Select, Switch, TagsInput, TextInput } from '@mantine/core';
import { useRead } from '../api/queries.ts';
import { capitalized } from '../ui/words.ts';
import type { FieldValue, Parameter } from './tool-parameters.ts';

type ParameterFieldProps = {
  readonly parameter: Parameter;
  readonly value: FieldValue | undefined;
  readonly error: string | undefined;
  readonly onChange: (value: FieldValue) => void;
};

function ConnectionField({ value, onChange, ...field }: Omit<ParameterFieldProps, 'parameter'> & { label: string }) {
  const connections = useRead('connections.list', {});
  const names = [...new Set(connections.data?.filter(({ active }) => active).map(({ name }) => name))];
  return (
    <Select
      {...field}
      data={names}
      searchable
      clearable
      nothingFoundMessage="No such connection"
      value={typeof value === 'string' ? value : null}
      onChange={onChange}
    />
  );
}

type WordsFieldProps = Omit<ParameterFieldProps, 'parameter'> & { label: string; choices: readonly string[] };

/** Several of those there are, or several of the user's own, each ended with Enter or a comma. */
function WordsField({ choices, value, ...field }: WordsFieldProps) {
  const words = Array.isArray(value) ? value : [];
  if (choices.length > 0) return <MultiSelect {...field} data={[...choices]} clearable value={words} />;
  return <TagsInput {...field} clearable acceptValueOnBlur value={words} />;
}

type JsonFieldProps = Omit<ParameterFieldProps, 'parameter'> & {
  label: string;
  description: string | undefined;
  placeholder: string | undefined;
  form: Parameter['form'];
};

/** What a simple field cannot hold, with the shape it needs. */
function JsonField({ form, description, placeholder, value, ...field }: JsonFieldProps) {
  const shape = form === undefined ? 'As JSON' : `As JSON, with ${form.names.join(', ')}`;
  return (
    <JsonInput
      {...field}
      description={description ?? shape}
      placeholder={form?.example ?? placeholder}
      rows={3}
      value={typeof value === 'string' ? value : ''}
    />
  );
}

/** "updated_since" as "Updated since". */
const spelledOut = (name: string): string => capitalized(name.replaceAll('_', ' '));

/** One field of "Try a tool", made from the tool's own schema. */
export function ParameterField({ parameter, value, error, onChange }: ParameterFieldProps) {
  const { name, description, required, kind, choices, minimum, maximum, byDefault, form } = parameter;
  const placeholder = byDefault === undefined ? undefined : `${JSON.stringify(byDefault)} if left empty`;
  const field = { label: spelledOut(name), description, withAsterisk: required, error, placeholder };
  switch (kind) {
    case 'connection':
      return <ConnectionField {...field} value={value} onChange={onChange} error={error} />;
    case 'choice':
      return (
        <Select
          {...field}
          data={[...choices]}
          clearable
          value={typeof value === 'string' ? value : null}
          onChange={onChange}
        />
      );
    case 'words':
      return <WordsField {...field} choices={choices} value={value} onChange={onChange} />;
    case 'number':
      return (
        <NumberInput
          {...field}
          {...(minimum === undefined ? {} : { min: minimum })}
          {...(maximum === undefined ? {} : { max: maximum })}
          value={typeof value === 'number' ? value : ''}
          onChange={onChange}
        />
      );
    case 'boolean':
      return (
        <Switch
          label={spelledOut(name)}
          description={description}
          checked={value === true}
          onChange={(event) => {
            onChange(event.currentTarget.checked);
          }}
        />
      );
    case 'json':
      return <JsonField {...field} form={form} value={value} onChange={onChange} />;
    case 'text':
      return (
        <TextInput
          {...field}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => {
            onChange(event.currentTarget.value);
          }}
        />
      );
  }
}
