import { Button, Group, Select, SegmentedControl, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useForm, type FormErrors, type UseFormReturnType } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { IconArrowLeft } from '@tabler/icons-react';
import { useState } from 'react';
import { useApi } from '../api/api-context.ts';
import type { Problem } from '../api/problem.ts';
import { useRead } from '../api/queries.ts';
import { useAction } from '../api/use-action.ts';
import { showDone } from '../ui/notices.tsx';
import { VaultWayOut } from '../settings/vault-way-out.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import {
  additionOf,
  draftOf,
  emptyValues,
  fieldOf,
  methodOf,
  nameOf,
  validateAddition,
  type AddFormValues,
} from './add-form-values.ts';
import { AddressField } from './address-field.tsx';
import { probableBaseUrl, tokenPageOf } from './addresses.ts';
import { DraftResult } from './draft-result.tsx';
import { ExpiryField } from './secret-fields.tsx';
import { KeySourceFields } from './key-source-fields.tsx';
import type { DraftTestResult, Provider } from './types.ts';

type AddForm = UseFormReturnType<AddFormValues>;
type FieldsProps = { readonly provider: Provider; readonly form: AddForm };

function useTakenNames(): readonly string[] {
  const connections = useRead('connections.list', {});
  return connections.data?.map(({ name }) => name) ?? [];
}

function MethodField({ provider, form }: FieldsProps) {
  const choices = provider.authMethods.map(({ id, label }) => ({ value: id, label }));
  if (choices.length === 1) return null;
  if (choices.length > 2)
    return <Select label="Sign in with" data={choices} allowDeselect={false} {...form.getInputProps('method')} />;
  return (
    <Stack gap={4}>
      <Text size="sm" fw={500} id="method-label">
        Sign in with
      </Text>
      <SegmentedControl data={choices} aria-labelledby="method-label" {...form.getInputProps('method')} />
    </Stack>
  );
}

function WhoFields({ provider, form }: FieldsProps) {
  const method = methodOf(provider, form.values.method);
  return (
    <>
      {provider.fixedAddress === undefined && (
        <AddressField
          provider={provider}
          address={form.values.address}
          input={{ autoFocus: true, ...form.getInputProps('address') }}
        />
      )}
      <MethodField provider={provider} form={form} />
      {method.accountLabel !== undefined && (
        <TextInput
          label={method.accountLabel}
          placeholder={method.accountPlaceholder}
          autoComplete="off"
          spellCheck={false}
          withAsterisk
          {...form.getInputProps('account')}
        />
      )}
      <KeySourceFields
        method={method}
        tokenPage={tokenPageOf(method, probableBaseUrl(form.values.address))}
        form={form}
        autoFocus={provider.fixedAddress !== undefined}
      />
    </>
  );
}

function MoreFields({ provider, form }: FieldsProps) {
  const taken = useTakenNames();
  const { maxLifetimeDays } = methodOf(provider, form.values.method);
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="lg">
      {maxLifetimeDays !== undefined && (
        <ExpiryField
          longestDays={maxLifetimeDays}
          value={form.values.expiresAt}
          error={form.errors['expiresAt']}
          onChange={(date) => {
            form.setFieldValue('expiresAt', date);
          }}
        />
      )}
      {provider.id === 'clickup' && (
        <TextInput
          label="Workspace ID"
          description="If you are in more than one."
          autoComplete="off"
          {...form.getInputProps('workspaceId')}
        />
      )}
      <TextInput
        label="Name"
        description="How you and Claude call this connection."
        withAsterisk
        autoComplete="off"
        {...form.getInputProps('name')}
        value={nameOf(provider, form.values, taken)}
      />
    </SimpleGrid>
  );
}

/** To the topmost field that is not right yet. */
function focusFirst(form: AddForm) {
  return (errors: FormErrors) => {
    const order = Object.keys(form.values);
    const place = (field: string) => order.indexOf(field.split('.')[0] ?? '');
    Object.keys(errors)
      .sort((one, other) => place(one) - place(other))
      .map((field) => form.getInputNode(field))
      .find((node) => node !== null)
      ?.focus();
  };
}

/** The two calls of the form, and what came of them. */
function useAddition(provider: Provider, form: AddForm, onSaved: () => void) {
  const api = useApi();
  const queries = useQueryClient();
  const taken = useTakenNames();
  const [result, setResult] = useState<DraftTestResult>();
  const trial = useAction((draft: ReturnType<typeof draftOf>) => api.call('connections.testDraft', draft));
  const save = useAction((addition: ReturnType<typeof additionOf>) => api.call('connections.add', addition));
  const pointAt = (problem: Problem) => {
    const field = fieldOf(problem.code, provider, form.values);
    if (field === undefined) return;
    form.setFieldError(field, true);
    form.getInputNode(field)?.focus();
  };
  const forget = () => {
    setResult(undefined);
    trial.clear();
    save.clear();
  };
  const test = async () => {
    forget();
    const { hasErrors, errors } = form.validate();
    if (hasErrors) {
      focusFirst(form)(errors);
      return;
    }
    const answer = await trial.run(draftOf(provider, form.values));
    setResult(answer);
    if (answer?.outcome.ok === false) pointAt(answer.outcome.problem);
  };
  const submit = async () => {
    forget();
    const added = await save.run(additionOf(provider, form.values, taken));
    if (added === undefined) return;
    await queries.invalidateQueries({ queryKey: ['connections.list'] });
    showDone(`“${added.name}” works and was added.`);
    onSaved();
  };
  return {
    result,
    /** What was tested: any change takes the result away. */
    draft: draftOf(provider, form.values),
    problem: trial.problem ?? save.problem,
    testing: trial.pending,
    saving: save.pending,
    test,
    submit,
    forget,
  };
}

type FooterProps = {
  readonly provider: Provider;
  readonly addition: ReturnType<typeof useAddition>;
  readonly onBack: () => void;
};

/** The buttons, and above them what came of the last press: always in sight. */
function FormFooter({ provider, addition, onBack }: FooterProps) {
  return (
    <Stack gap="md" className="dialog-footer">
      {addition.result !== undefined && (
        <DraftResult result={addition.result} draft={addition.draft} provider={provider} />
      )}
      {addition.problem !== undefined && (
        <ProblemAlert problem={addition.problem}>
          <VaultWayOut problem={addition.problem} />
        </ProblemAlert>
      )}
      <Group justify="space-between">
        <Button variant="subtle" color="gray" leftSection={<IconArrowLeft size={18} />} onClick={onBack}>
          Back
        </Button>
        <Group gap="sm">
          <Button
            variant="default"
            loading={addition.testing}
            disabled={addition.saving}
            onClick={() => void addition.test()}
          >
            Test
          </Button>
          <Button type="submit" loading={addition.saving} disabled={addition.testing}>
            Save
          </Button>
        </Group>
      </Group>
    </Stack>
  );
}

type AddConnectionFormProps = {
  readonly provider: Provider;
  readonly onBack: () => void;
  readonly onSaved: () => void;
};

export function AddConnectionForm({ provider, onBack, onSaved }: AddConnectionFormProps) {
  const form = useForm<AddFormValues>({
    initialValues: emptyValues(provider),
    validate: (values) => validateAddition(provider, values),
    onValuesChange: () => {
      addition.forget();
    },
  });
  const addition = useAddition(provider, form, onSaved);
  return (
    <form onSubmit={form.onSubmit(() => addition.submit(), focusFirst(form))} noValidate>
      <Stack gap="lg">
        <WhoFields provider={provider} form={form} />
        <MoreFields provider={provider} form={form} />
        <FormFooter provider={provider} addition={addition} onBack={onBack} />
      </Stack>
    </form>
  );
}
